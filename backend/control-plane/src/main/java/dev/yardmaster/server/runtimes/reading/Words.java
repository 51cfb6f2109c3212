package dev.yardmaster.server.runtimes.reading;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import dev.yardmaster.contract.engine.EngineTerm;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Constants as people write them: {@code kv-use}, {@code KV_USE} and {@code kv_use} are one. */
final class Words {
    private Words() {}

    /** By what people write, what the records read. */
    static Map<String, String> of(Class<?> type) {
        if (type == EngineTerm.class) {
            return Arrays.stream(EngineTerm.values())
                    .collect(Collectors.toMap(EngineTerm::word, EngineTerm::word, (a, _) -> a, LinkedHashMap::new));
        }
        return Arrays.stream(Objects.requireNonNull(type.getEnumConstants()))
                .map(c -> ((Enum<?>) c).name())
                .collect(Collectors.toMap(
                        n -> n.toLowerCase(Locale.ROOT).replace('_', '-'), n -> n, (a, _) -> a, LinkedHashMap::new));
    }

    static Optional<String> find(Class<?> type, String word) {
        Map<String, String> words = of(type);
        return Optional.ofNullable(words.get(word))
                .or(() -> Optional.ofNullable(
                        words.get(word.toLowerCase(Locale.ROOT).replace('_', '-'))));
    }

    /** Alternatives of a sealed type, by the word that {@code type} says. */
    static Map<String, Class<?>> alternatives(Class<?> type) {
        return Arrays.stream(Objects.requireNonNull(type.getAnnotation(JsonSubTypes.class))
                        .value())
                .collect(Collectors.toMap(
                        JsonSubTypes.Type::name, JsonSubTypes.Type::value, (a, _) -> a, LinkedHashMap::new));
    }
}
