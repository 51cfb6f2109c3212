package dev.yardmaster.contract.problem;

import java.util.Locale;

/** The kinds of refusal there are; the slug is stable and documented, the title is for people. */
public enum ProblemType {
    MALFORMED_BODY(400, "The body could not be read"),
    INVALID_DOCUMENT(400, "The document is not valid"),
    UNKNOWN_REFERENCE(422, "The document names something that does not exist"),
    UNAUTHENTICATED(401, "A valid token is needed"),
    FORBIDDEN(403, "This token may not do that"),
    NOT_FOUND(404, "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "This address does not take that method"),
    NOT_ACCEPTABLE(406, "The answer cannot be had in that form"),
    NO_RUNTIME(409, "No runtime here serves the model"),
    ALREADY_EXISTS(409, "The name is taken"),
    IN_USE(409, "Something else still needs it"),
    DIFFERENT_BYTES(409, "Another node found other bytes there"),
    VERSION_CONFLICT(412, "It was changed in the meantime"),
    TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The body is of a kind that this address does not read"),
    IDEMPOTENCY_KEY_REUSED(422, "This Idempotency-Key was used for another request"),
    DIGEST_MISMATCH(422, "The content is not what its digest says"),
    SOURCE_UNAVAILABLE(502, "The source of the model could not be read"),
    STORAGE_FULL(507, "There is no room left on disk"),
    BUSY(503, "Full; try again later"),
    INTERNAL(500, "Something went wrong on our side");

    /** Prefix of the {@code type} member of every problem. */
    public static final String BASE = "https://yardmaster.dev/problems/";

    private final int status;
    private final String title;

    ProblemType(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** For instance {@code https://yardmaster.dev/problems/invalid-document}. */
    public String uri() {
        return BASE + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
