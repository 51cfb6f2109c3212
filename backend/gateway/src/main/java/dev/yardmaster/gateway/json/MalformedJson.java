package dev.yardmaster.gateway.json;

/** Where a text stops being JSON. Thrown on the way of a request, hence without a stack trace. */
final class MalformedJson extends RuntimeException {
    MalformedJson(String expectation, int at) {
        super(expectation + " at byte " + at, null, false, false);
    }
}
