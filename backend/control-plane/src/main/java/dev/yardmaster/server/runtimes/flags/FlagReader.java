package dev.yardmaster.server.runtimes.flags;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads lists of flags strictly. */
public final class FlagReader {
    private static final Pattern NAME = Pattern.compile("--?[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private FlagReader() {}

    private record Written(
            String engine,
            String version,
            String source,
            boolean underscores,
            boolean dotted,
            List<Flag.Written> flags) {}

    /** @throws IllegalArgumentException naming the place and what is wrong with it */
    public static FlagList read(String place, String text) {
        try {
            Written written = YAML.readValue(text, Written.class);
            FlagList list = new FlagList(
                    written.engine(),
                    written.version(),
                    written.source(),
                    written.underscores(),
                    written.dotted(),
                    written.flags().stream().map(Flag.Written::read).toList());
            check(list);
            return list;
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            throw new IllegalArgumentException(place + ": " + e.getMessage(), e);
        }
    }

    private static void check(FlagList list) {
        Set<String> seen = new HashSet<>();
        list.flags().stream().flatMap(Flag::names).forEach(name -> {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("'" + name + "' is no flag");
            }
            if (!seen.add(list.plain(name))) {
                throw new IllegalArgumentException(name + " is there twice");
            }
        });
        list.flags().stream()
                .filter(f ->
                        f.takes() == Flag.Takes.NONE && (f.json() || !f.values().isEmpty()))
                .findFirst()
                .ifPresent(f -> {
                    throw new IllegalArgumentException(f.flag() + " takes none, yet has values");
                });
    }
}
