package dev.yardmaster.gateway.feed;

import dev.yardmaster.contract.route.RouteTable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Route tables as JSON. A field that this gateway does not know yet is no error: the server may be newer. */
final class TableCodec {
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private TableCodec() {}

    /** @throws IllegalArgumentException when it is no table; the message tells where, not what */
    static RouteTable read(byte[] json) {
        try {
            RouteTable table = JSON.readValue(json, RouteTable.class);
            if (table == null) {
                throw new IllegalArgumentException("it is empty");
            }
            return table;
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    e.getOriginalMessage() + " at " + e.getLocation().offsetDescription(), e);
        }
    }

    static byte[] write(RouteTable table) {
        return JSON.writeValueAsBytes(table);
    }
}
