package dev.yardmaster.server.runtimes.flags;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A flag as somebody gave it.
 *
 * @param at where its word stands
 * @param word as written
 * @param name of the flag, empty where the word is none
 * @param values in the same word or behind it
 * @param attached whether its first value is in the same word, behind {@code =}
 */
record Given(int at, String word, String name, List<String> values, boolean attached) {
    private static final Pattern FLAG = Pattern.compile("--?[A-Za-z].*", Pattern.DOTALL);

    static List<Given> all(List<String> arguments) {
        List<Given> all = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (FLAG.matcher(word).matches()) {
                all.add(flag(i, word));
            } else if (all.isEmpty() || all.getLast().name().isEmpty()) {
                all.add(new Given(i, word, "", List.of(), false));
            } else {
                all.getLast().values().add(word);
            }
        }
        return all;
    }

    private static Given flag(int at, String word) {
        int equals = word.startsWith("--") ? word.indexOf('=') : -1;
        return equals < 0
                ? new Given(at, word, word, new ArrayList<>(), false)
                : new Given(
                        at,
                        word,
                        word.substring(0, equals),
                        new ArrayList<>(List.of(word.substring(equals + 1))),
                        true);
    }
}
