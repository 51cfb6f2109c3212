package dev.yardmaster.engine.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A response, whole. */
public record Response(int status, String contentType, byte[] body, Map<String, String> headers) {
    public static Response json(int status, String body) {
        return text(status, "application/json", body);
    }

    public static Response text(int status, String contentType, String body) {
        return new Response(status, contentType, body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    public Response with(String header, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Response(status, contentType, body, all);
    }
}
