package dev.yardmaster.server.runtimes.reading;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names in double braces. */
public final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([A-Za-z][A-Za-z0-9.-]*)(?::([^{}\\n]*))?}}");

    private Placeholders() {}

    /**
     * @param name what stands before a colon
     * @param otherwise what stands behind it
     */
    public record Use(String name, Optional<String> otherwise) {
        private static Use of(MatchResult found) {
            return new Use(found.group(1), Optional.ofNullable(found.group(2)));
        }
    }

    public static List<Use> in(String text) {
        return PLACEHOLDER.matcher(text).results().map(Use::of).toList();
    }

    /** Leaves alone what {@code values} answers nothing for. */
    public static String fill(String text, Function<Use, Optional<String>> values) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        return matcher.replaceAll(
                found -> Matcher.quoteReplacement(values.apply(Use.of(found)).orElse(found.group())));
    }
}
