package dev.yardmaster.server.runtimes;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A command line put together from several sources. A flag that a later source gives too is left out of the earlier ones,
 * with its values; a source itself may give a flag several times.
 */
final class ArgumentLine {
    private static final Pattern FLAG = Pattern.compile("--?[A-Za-z].*", Pattern.DOTALL);

    private final List<Part> parts = new ArrayList<>();

    /** A flag with its values, or values without a flag. */
    private record Part(String flag, List<String> words) {}

    ArgumentLine add(List<String> source) {
        List<Part> added = parts(source);
        parts.removeIf(p ->
                !p.flag().isEmpty() && added.stream().anyMatch(a -> a.flag().equals(p.flag())));
        parts.addAll(added);
        return this;
    }

    List<String> words() {
        return parts.stream().flatMap(p -> p.words().stream()).toList();
    }

    private static List<Part> parts(List<String> source) {
        List<Part> parts = new ArrayList<>();
        for (String word : source) {
            if (FLAG.matcher(word).matches() || parts.isEmpty()) {
                parts.add(new Part(flag(word), new ArrayList<>(List.of(word))));
            } else {
                parts.getLast().words().add(word);
            }
        }
        return parts;
    }

    private static String flag(String word) {
        if (!FLAG.matcher(word).matches()) {
            return "";
        }
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        return name.startsWith("--") ? "--" + name.substring(2).replace('_', '-') : name;
    }
}
