package dev.yardmaster.agent.link;

/** What came of one call to the server. */
sealed interface Answer<T> {
    /** Done; with a body. */
    record Ok<T>(T value) implements Answer<T> {}

    /** Done; nothing to say (204). */
    record Nothing<T>() implements Answer<T> {}

    /** The credential or token is not taken (401). */
    record Unauthorized<T>(String detail) implements Answer<T> {}

    /** The server understood and refused; the same again would be refused again. */
    record Refused<T>(int status, String detail) implements Answer<T> {}

    /** No answer, or one that may be better later. */
    record Unavailable<T>(String why) implements Answer<T> {}

    /** For logs. */
    default String sentence() {
        return switch (this) {
            case Ok<T> _, Nothing<T> _ -> "done";
            case Unauthorized<T>(String detail) -> "not authorised: " + detail;
            case Refused<T>(int status, String detail) -> "refused with " + status + ": " + detail;
            case Unavailable<T>(String why) -> why;
        };
    }
}
