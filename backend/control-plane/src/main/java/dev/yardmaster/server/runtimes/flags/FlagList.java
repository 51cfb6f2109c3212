package dev.yardmaster.server.runtimes.flags;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Every flag that an engine has, from {@code engine-runtimes/ENGINE/flags.yaml}.
 *
 * @param version of the engine that the list was read from
 * @param source where that is documented
 * @param underscores whether {@code --max_model_len} is {@code --max-model-len}
 * @param dotted whether a flag that takes JSON may be given by member, {@code --flag.member value}
 */
public final class FlagList {
    private final String engine;
    private final String version;
    private final String source;
    private final boolean underscores;
    private final boolean dotted;
    private final List<Flag> flags;
    private final Map<String, Flag> byName;

    public FlagList(
            String engine, String version, String source, boolean underscores, boolean dotted, List<Flag> flags) {
        this.engine = engine;
        this.version = version;
        this.source = source;
        this.underscores = underscores;
        this.dotted = dotted;
        this.flags = List.copyOf(flags);
        Map<String, Flag> names = new LinkedHashMap<>();
        flags.forEach(f -> f.names().forEach(n -> names.put(plain(n), f)));
        this.byName = Collections.unmodifiableMap(names);
    }

    public String engine() {
        return engine;
    }

    public String version() {
        return version;
    }

    public String source() {
        return source;
    }

    public List<Flag> flags() {
        return flags;
    }

    /** The flag that a word such as {@code --max-model-len} or {@code --config.member} stands for. */
    public Optional<Flag> find(String word) {
        String plain = plain(word);
        return Optional.ofNullable(byName.get(plain)).or(() -> byMember(plain));
    }

    private Optional<Flag> byMember(String plain) {
        int dot = plain.indexOf('.');
        return dotted && dot > 0
                ? Optional.ofNullable(byName.get(plain.substring(0, dot))).filter(Flag::json)
                : Optional.empty();
    }

    /** One spelling for all that the engine takes as the same. */
    public String plain(String word) {
        if (!underscores || !word.startsWith("--")) {
            return word;
        }
        int dot = word.indexOf('.');
        String head = dot < 0 ? word : word.substring(0, dot);
        return head.replace('_', '-') + (dot < 0 ? "" : word.substring(dot));
    }

    public Set<String> names() {
        return byName.keySet();
    }
}
