package dev.yardmaster.server.catalog.facts.config;

import dev.yardmaster.contract.catalog.Capability;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The table of families, {@code families.yaml} beside this class. */
public final class Families {
    private static final Families TABLE = load();

    private final Map<String, Family> byName = new LinkedHashMap<>();
    private final Map<String, Family> byArchitecture = new LinkedHashMap<>();
    private final Map<String, Family> byType = new LinkedHashMap<>();
    private final Map<String, Family> byGguf = new LinkedHashMap<>();

    private Families() {}

    /** By the name of a class, as {@code config.json} and {@code model_index.json} have it. */
    public static Optional<Family> ofArchitecture(String name) {
        return Optional.ofNullable(TABLE.byArchitecture.get(name));
    }

    /** By {@code model_type}. */
    public static Optional<Family> ofType(String type) {
        return Optional.ofNullable(TABLE.byType.get(type));
    }

    /** By a GGUF's {@code general.architecture}. */
    public static Optional<Family> ofGguf(String architecture) {
        return Optional.ofNullable(TABLE.byGguf.get(architecture));
    }

    /** All of them, by name. */
    public static Map<String, Family> all() {
        return Map.copyOf(TABLE.byName);
    }

    /** GGUF architectures that stand for this family; several families may share one, as llama.cpp has it. */
    public static Set<String> ggufOf(String family) {
        return TABLE.byGguf.entrySet().stream()
                .filter(e -> e.getValue().name().equals(family))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Families load() {
        LoadSettings strict =
                LoadSettings.builder().setAllowDuplicateKeys(false).build();
        try (InputStream in = Families.class.getResourceAsStream("families.yaml")) {
            Object rows = new Load(strict).loadFromInputStream(Objects.requireNonNull(in, "families.yaml"));
            JsonNode tree = JsonMapper.shared().valueToTree(rows);
            Families table = new Families();
            tree.valueStream().map(Config::of).forEach(table::add);
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(Config row) {
        Family family = family(row);
        put(byName, family.name(), family);
        row.words("architectures").forEach(a -> put(byArchitecture, a, family));
        row.words("types").forEach(t -> put(byType, t, family));
        row.words("gguf").forEach(g -> put(byGguf, g, family));
    }

    private static void put(Map<String, Family> map, String key, Family family) {
        Family other = map.put(key, family);
        if (other != null) {
            throw new IllegalStateException(
                    "families.yaml has " + key + " for " + other.name() + " and for " + family.name());
        }
    }

    private static Family family(Config row) {
        return new Family(
                row.text("family").orElseThrow(),
                row.text("layout").map(Families::constant).map(Layout::valueOf).orElse(Layout.FULL),
                row.positive("every"),
                row.text("local").filter("chunked"::equals).isPresent(),
                row.text("state").map(Families::constant).map(State::valueOf),
                capabilities(row.words("does")),
                row.count("reserved").orElse(0),
                row.flag("scaled").orElse(false),
                row.positive("shared"),
                row.at("defaults"));
    }

    private static Set<Capability> capabilities(List<String> words) {
        return words.stream().map(Capability::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }
}
