package dev.yardmaster.cli.api;

import dev.yardmaster.contract.problem.Problem;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads a refusal, in our own form or in OpenAI's. */
public final class Problems {
    private static final int SHOWN = 300;

    private Problems() {}

    public static Problem read(int status, String body) {
        try {
            JsonNode node = Json.MAPPER.readTree(body);
            if (node.path("error").isObject()) {
                JsonNode error = node.path("error");
                String title = error.path("code").asString(error.path("type").asString("error"));
                return plain(status, title, error.path("message").asString(""));
            }
            if (node.path("title").isString() || node.path("detail").isString()) {
                return Json.MAPPER.treeToValue(node, Problem.class);
            }
        } catch (JacksonException e) {
            return plain(status, "HTTP " + status, shown(body));
        }
        return plain(status, "HTTP " + status, shown(body));
    }

    private static Problem plain(int status, String title, String detail) {
        return new Problem("about:blank", title, status, detail, List.of());
    }

    private static String shown(String body) {
        return body.length() > SHOWN ? body.substring(0, SHOWN) + "..." : body;
    }
}
