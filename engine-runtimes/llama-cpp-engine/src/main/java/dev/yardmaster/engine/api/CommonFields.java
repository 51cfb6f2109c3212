package dev.yardmaster.engine.api;

import dev.yardmaster.engine.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Fields that chat and text completions have in common, but for sampling. */
final class CommonFields {
    private static final int MOST_STOPS = 4;
    private static final int LONGEST_STOP = 256;

    private CommonFields() {}

    static List<String> stops(Fields fields) {
        Optional<Json> value = fields.value("stop");
        List<String> stops = value.map(stop -> switch (stop) {
                    case Json.Text text -> List.of(text.value());
                    case Json.Arr array ->
                        array.items().stream().map(item -> stop(fields, item)).toList();
                    case Json other -> throw fields.wrongType("stop", "a string or an array of strings", other);
                })
                .orElse(List.of());
        if (stops.size() > MOST_STOPS) {
            throw fields.invalid("stop", "may hold at most %d strings".formatted(MOST_STOPS));
        }
        if (stops.stream().anyMatch(stop -> stop.isEmpty() || stop.length() > LONGEST_STOP)) {
            throw fields.invalid("stop", "must hold strings of 1 to %d characters".formatted(LONGEST_STOP));
        }
        return stops;
    }

    private static String stop(Fields fields, Json item) {
        return switch (item) {
            case Json.Text text -> text.value();
            case Json other -> throw fields.wrongType("stop", "a string or an array of strings", other);
        };
    }

    static boolean includeUsage(Fields fields, boolean stream) {
        Optional<Fields> options = fields.object("stream_options");
        if (options.isEmpty()) {
            return false;
        }
        if (!stream) {
            throw fields.invalid("stream_options", "is only for requests with 'stream': true");
        }
        boolean include = options.get().flag("include_usage");
        options.get().refuseTheRest(Set.of("include_obfuscation"));
        return include;
    }

    static void refuseSeveralAnswers(Fields fields) {
        requireOne(fields, "n");
        requireOne(fields, "best_of");
    }

    private static void requireOne(Fields fields, String name) {
        fields.whole(name, Long.MIN_VALUE, Long.MAX_VALUE).ifPresent(count -> {
            if (count != 1) {
                throw fields.unsupported(name, "must be 1: this engine gives one answer per request");
            }
        });
    }

    /** Fields whose documented meaning leaves nothing for an engine to do. Their types are checked all the same. */
    static void acceptHarmless(Fields fields) {
        fields.text("user");
        fields.text("safety_identifier");
        fields.text("prompt_cache_key");
        fields.object("metadata");
        if (fields.flag("store")) {
            throw fields.unsupported("store", "must be false: this engine stores nothing");
        }
        fields.text("service_tier").ifPresent(tier -> {
            if (!tier.equals("auto") && !tier.equals("default")) {
                throw fields.unsupported("service_tier", "must be 'auto' or 'default'");
            }
        });
    }

    /** Text that llama.cpp takes as a C string. */
    static String cText(Fields fields, String name, String text) {
        if (text.indexOf('\0') >= 0) {
            throw fields.invalid(name, "must not contain U+0000");
        }
        return text;
    }
}
