package dev.yardmaster.server.catalog.source;

import dev.yardmaster.contract.problem.ProblemException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Stores' answers in JSON. */
public final class JsonAnswers {
    private JsonAnswers() {}

    /** @throws ProblemException where it is none; the answer is not repeated */
    public static JsonNode read(Origin origin, SourceHttp.Answer answer) {
        try {
            JsonNode json = JsonMapper.shared().readTree(answer.body());
            if (json.isObject()) {
                return json;
            }
        } catch (JacksonException e) {
            // Said below, without what was there.
        }
        throw Refusals.unavailable(
                "the answer about " + origin.address() + " is not what this kind of store answers",
                "expected " + origin.address().scheme().form());
    }
}
