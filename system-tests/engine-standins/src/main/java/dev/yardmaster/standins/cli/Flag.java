package dev.yardmaster.standins.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One option of an engine.
 *
 * @param names as they are typed, the first is the one that counts
 */
record Flag(List<String> names, Kind kind, List<String> choices) {
    enum Kind {
        /** There or not. */
        FLAG,
        /** There, or said to be not with {@code --no-}. */
        BOOL,
        INT,
        /** {@code 32k}, {@code 1M}, {@code auto} and whole numbers. */
        HUMANINT,
        FLOAT,
        STR,
        JSON,
        CHOICE,
        /** Values up to the next option. */
        LIST
    }

    /** {@code --long -s kind [choice,choice]}. */
    static Flag parse(String line) {
        List<String> words = Arrays.asList(line.strip().split(" +"));
        List<String> names = words.stream().takeWhile(w -> w.startsWith("-")).toList();
        Kind kind = Kind.valueOf(words.get(names.size()).toUpperCase(Locale.ROOT));
        List<String> choices = words.size() > names.size() + 1
                ? List.of(words.get(names.size() + 1).split(","))
                : List.of();
        return new Flag(names, kind, choices);
    }

    /** The name that counts: the longest spelling that starts with two dashes where there is one. */
    String key() {
        return names.stream().filter(n -> n.startsWith("--")).findFirst().orElse(names.getFirst());
    }

    boolean takesValue() {
        return switch (kind) {
            case FLAG, BOOL -> false;
            case INT, HUMANINT, FLOAT, STR, JSON, CHOICE, LIST -> true;
        };
    }
}
