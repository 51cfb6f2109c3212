package dev.yardmaster.contract.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Where a model's files are: {@code scheme://owner/name[@revision][/path-pattern]}.
 *
 * @param repository {@code owner/name}
 * @param revision branch, tag or commit; empty for the repository's default branch
 * @param pattern glob over the files' paths; empty for all
 */
public record SourceAddress(Scheme scheme, String repository, Optional<String> revision, Optional<String> pattern) {
    private static final String SEGMENT = "[A-Za-z0-9][A-Za-z0-9._-]{0,95}";
    private static final Pattern SHAPE = Pattern.compile("(?<scheme>[a-z][a-z0-9]*)://(?<repository>" + SEGMENT + "/"
            + SEGMENT + ")(?:@(?<revision>[A-Za-z0-9][A-Za-z0-9._-]{0,99}))?(?:/(?<pattern>[^\\s]{1,400}))?");

    /** What can be read today. */
    public enum Scheme {
        /** The built-in hub. */
        HUB,
        /** huggingface.co, or whatever endpoint the server is configured with. */
        HF;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws IllegalArgumentException with a sentence that says what would be right */
    public static SourceAddress parse(String text) {
        Matcher m = SHAPE.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is not an address; expected scheme://owner/name[@revision][/path-pattern]");
        }
        String word = m.group("scheme");
        Scheme scheme = Arrays.stream(Scheme.values())
                .filter(s -> s.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is not a scheme that can be read; use "
                        + Arrays.stream(Scheme.values()).map(Scheme::word).collect(Collectors.joining(" or "))));
        String pattern = m.group("pattern");
        if (pattern != null && Arrays.asList(pattern.split("/")).contains("..")) {
            throw new IllegalArgumentException("'" + pattern + "' leaves the repository; remove '..'");
        }
        return new SourceAddress(
                scheme, m.group("repository"), Optional.ofNullable(m.group("revision")), Optional.ofNullable(pattern));
    }

    @Override
    public String toString() {
        return scheme.word() + "://" + repository + revision.map(r -> "@" + r).orElse("")
                + pattern.map(p -> "/" + p).orElse("");
    }
}
