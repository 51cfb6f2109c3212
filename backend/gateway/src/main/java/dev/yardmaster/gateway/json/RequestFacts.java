package dev.yardmaster.gateway.json;

import java.util.Optional;

/**
 * What routing needs to know of a request body.
 *
 * @param modelStart where the value of {@code model} begins, its quote included
 * @param modelEnd where it ends, exclusive
 * @param usageEdit what makes the engine report usage at the end of the stream; absent when it does so anyway
 */
public record RequestFacts(String model, int modelStart, int modelEnd, boolean stream, Optional<Edit> usageEdit) {}
