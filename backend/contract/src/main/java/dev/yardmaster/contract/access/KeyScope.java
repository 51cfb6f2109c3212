package dev.yardmaster.contract.access;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a token may do; nothing follows from anything else. */
public enum KeyScope {
    /** All of {@code /api/v1}. */
    ADMIN,
    /** Requests through the gateway. */
    INFERENCE,
    /** Downloads from the built-in hub. */
    HUB_READ,
    /** Reading {@code /metrics} of server and gateway. */
    METRICS,
    /** Holding the route table. */
    GATEWAY,
    /** Joining one node; good for one use. */
    NODE_JOIN;

    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @throws IllegalArgumentException naming the words there are */
    @JsonCreator
    public static KeyScope parse(String word) {
        return Arrays.stream(values())
                .filter(s -> s.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is not a scope; expected one of "
                        + Arrays.stream(values()).map(KeyScope::word).collect(Collectors.joining(", "))));
    }
}
