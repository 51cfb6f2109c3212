package dev.yardmaster.engine.api;

import dev.yardmaster.engine.sampling.SamplingParameters;
import java.util.List;
import java.util.OptionalInt;

/**
 * A request for text, read and checked.
 *
 * @param maxTokens absent means up to the end of the context
 * @param ignoreEnd go on where the model would end its answer
 */
public record CompletionRequest(
        String model,
        Prompt prompt,
        SamplingParameters sampling,
        List<String> stops,
        OptionalInt maxTokens,
        boolean ignoreEnd,
        boolean stream,
        boolean includeUsage) {}
