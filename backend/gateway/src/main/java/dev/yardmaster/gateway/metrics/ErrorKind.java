package dev.yardmaster.gateway.metrics;

import java.util.Locale;

/** What can go wrong with a request: the HTTP status, OpenAI's error type and code, and the metric's label. */
public enum ErrorKind {
    INVALID_JSON(400, "invalid_request_error", "invalid_json"),
    INVALID_FIELD(400, "invalid_request_error", "invalid_value"),
    BAD_HTTP(400, "invalid_request_error", "bad_request"),
    UNAUTHENTICATED(401, "invalid_request_error", "invalid_api_key"),
    FORBIDDEN(403, "invalid_request_error", "insufficient_scope"),
    UNKNOWN_MODEL(404, "invalid_request_error", "model_not_found"),
    UNKNOWN_PATH(404, "invalid_request_error", "unknown_url"),
    WRONG_METHOD(405, "invalid_request_error", "method_not_allowed"),
    SLOW_BODY(408, "invalid_request_error", "request_timeout"),
    BODY_TOO_LARGE(413, "invalid_request_error", "request_too_large"),
    NO_ROUTES(503, "server_error", "no_route_table"),
    NO_READY_INSTANCE(503, "server_error", "no_ready_instance"),
    /** The engine said 503 and when to come back. */
    BUSY(503, "server_error", "instance_busy"),
    /** The engine answered 502, or 503 without saying when to come back. */
    UNAVAILABLE(503, "server_error", "instance_unavailable"),
    CONNECT(502, "server_error", "instance_unreachable"),
    BROKEN(502, "server_error", "instance_failed"),
    FIRST_BYTE_TIMEOUT(504, "server_error", "first_byte_timeout"),
    IDLE_TIMEOUT(504, "server_error", "idle_timeout"),
    TOTAL_TIMEOUT(504, "server_error", "total_timeout"),
    /** Another answer of the engine that is an error, passed on as it is. */
    ENGINE_STATUS(500, "server_error", "engine_error"),
    /** The engine reported an error inside a stream, passed on as it is. */
    ENGINE_EVENT(500, "server_error", "engine_error"),
    CLIENT_STALLED(408, "invalid_request_error", "client_stalled");

    private final int status;
    private final String type;
    private final String code;
    private final String label = name().toLowerCase(Locale.ROOT);

    ErrorKind(int status, String type, String code) {
        this.status = status;
        this.type = type;
        this.code = code;
    }

    public int status() {
        return status;
    }

    public String type() {
        return type;
    }

    public String code() {
        return code;
    }

    public String label() {
        return label;
    }
}
