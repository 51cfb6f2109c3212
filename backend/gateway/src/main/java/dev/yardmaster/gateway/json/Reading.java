package dev.yardmaster.gateway.json;

import java.util.Optional;

/** What became of reading a request body. */
public sealed interface Reading {
    record Understood(RequestFacts facts) implements Reading {}

    /** It is not JSON, or not an object. */
    record NotJson(String why) implements Reading {}

    /** It is an object, with a field that cannot be. */
    record BadField(String param, String why, Optional<String> code) implements Reading {}
}
