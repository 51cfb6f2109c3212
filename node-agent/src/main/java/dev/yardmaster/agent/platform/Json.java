package dev.yardmaster.agent.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.databind.json.JsonMapper;

/** The one JSON mapper: absent stays absent, dates are ISO strings, unknown members from a newer server are ignored. */
public final class Json {
    private Json() {}

    /** Built on first use, because building it is a good part of a start. */
    public static JsonMapper mapper() {
        return Holder.MAPPER;
    }

    private static final class Holder {
        static final JsonMapper MAPPER = JsonMapper.builder()
                .changeDefaultPropertyInclusion(i -> i.withValueInclusion(JsonInclude.Include.NON_ABSENT))
                .build();
    }
}
