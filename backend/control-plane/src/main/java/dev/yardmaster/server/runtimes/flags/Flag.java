package dev.yardmaster.server.runtimes.flags;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One flag of an engine.
 *
 * @param flag with its dashes
 * @param aliases other spellings, {@code --no-...} forms included
 * @param takes how many values come behind it
 * @param values the only ones that it takes; any where empty
 * @param json whether its value is JSON
 * @param managed whether only Yardmaster sets it
 * @param repeats whether it may be given several times
 * @param since the engine's version that brought it; {@code until} the first that no longer has it
 */
public record Flag(
        String flag,
        List<String> aliases,
        Takes takes,
        List<String> values,
        boolean json,
        boolean managed,
        boolean repeats,
        Optional<String> since,
        Optional<String> until) {
    public Flag {
        aliases = List.copyOf(aliases);
        values = List.copyOf(values);
    }

    /** As {@code flags.yaml} has it, where most of it may be left out. */
    record Written(
            String flag,
            @Nullable List<String> aliases,
            @Nullable String takes,
            @Nullable List<String> values,
            boolean json,
            boolean managed,
            boolean repeats,
            @Nullable String since,
            @Nullable String until) {
        Flag read() {
            return new Flag(
                    flag,
                    aliases == null ? List.of() : aliases,
                    takes == null ? Takes.ONE : Takes.valueOf(takes.toUpperCase(Locale.ROOT)),
                    values == null ? List.of() : values,
                    json,
                    managed,
                    repeats,
                    Optional.ofNullable(since),
                    Optional.ofNullable(until));
        }
    }

    /** How many values come behind a flag. */
    public enum Takes {
        NONE,
        ONE,
        /** One or more. */
        MANY,
        /** One or none. */
        OPTIONAL
    }

    /** All its spellings. */
    public Stream<String> names() {
        return Stream.concat(Stream.of(flag), aliases.stream());
    }
}
