package dev.yardmaster.engine.http;

/** Answers to what never becomes a request, in the shape of all other errors. */
final class Errors {
    private static final String SHAPE =
            "{\"error\":{\"message\":\"%s\",\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"%s\"}}";

    private Errors() {}

    static Response notHttp() {
        return Response.json(400, SHAPE.formatted("This is not valid HTTP/1.1.", "malformed_http"));
    }

    static Response tooLarge(int most) {
        return Response.json(
                413, SHAPE.formatted("The body is larger than %d bytes.".formatted(most), "body_too_large"));
    }

    static Response tooManyConnections() {
        return Response.json(503, SHAPE.formatted("Too many connections.", "too_many_connections"))
                .with("Retry-After", "1");
    }
}
