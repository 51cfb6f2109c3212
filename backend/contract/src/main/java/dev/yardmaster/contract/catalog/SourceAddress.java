package dev.yardmaster.contract.catalog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a model's files are; {@link SourceScheme#form()} says what may follow each scheme.
 *
 * @param location what follows {@code ://}, without revision and pattern; ends in '/' only where a web server's does
 * @param revision branch, tag, commit or digest; empty for what the source has by default
 * @param pattern glob over the files' paths; empty for all
 */
public record SourceAddress(SourceScheme scheme, String location, Optional<String> revision, Optional<String> pattern) {
    private static final Pattern START = Pattern.compile("([a-z][a-z0-9]{0,15})://(.*)", Pattern.DOTALL);
    private static final int LONGEST_SEGMENT = 96;

    /** @throws IllegalArgumentException with a sentence that says what would be right */
    public static SourceAddress parse(String text) {
        Matcher start = START.matcher(text);
        if (!start.matches()) {
            throw new IllegalArgumentException("'" + shown(text)
                    + "' is not an address; expected scheme://..., for instance " + SourceScheme.HF.form());
        }
        SourceScheme scheme = SourceScheme.parse(start.group(1));
        Matcher rest = scheme.match(start.group(2));
        if (!rest.matches()) {
            throw new IllegalArgumentException("'" + shown(text) + "' is not an address; expected " + scheme.form());
        }
        Optional<String> pattern = group(rest, "pattern");
        return new SourceAddress(
                scheme,
                location(scheme, rest.group("location")),
                group(rest, "revision").or(() -> group(rest, "tag")).or(() -> group(rest, "digest")),
                pattern.map(SourceAddress::staying));
    }

    private static Optional<String> group(Matcher matcher, String name) {
        return matcher.namedGroups().containsKey(name) ? Optional.ofNullable(matcher.group(name)) : Optional.empty();
    }

    private static String location(SourceScheme scheme, String text) {
        boolean web = scheme == SourceScheme.HTTPS || scheme == SourceScheme.HTTP;
        String location = web || text.equals("/") ? text : text.replaceFirst("/+$", "");
        if (location.substring(1).contains("//")) {
            throw new IllegalArgumentException("'" + location + "' has an empty part; remove the second '/'");
        }
        return staying(location);
    }

    private static String staying(String path) {
        if (Arrays.stream(path.split("/")).anyMatch(s -> s.equals("..") || s.equals("."))) {
            throw new IllegalArgumentException("'" + path + "' leaves the place it names; remove '.' and '..'");
        }
        return path;
    }

    /** Somebody may have written credentials into it, which must not be repeated. */
    private static String shown(String text) {
        return text.replaceFirst("//[^/]*@", "//***@").replaceFirst("\\?.*", "?***");
    }

    /** The part of the location before the first '/': a bucket, an account, a host, a claim, an owner. */
    public String root() {
        int slash = location.indexOf('/');
        return slash < 0 ? location : location.substring(0, slash);
    }

    /** The part of the location after the first '/', empty where there is none. */
    public String rest() {
        int slash = location.indexOf('/');
        return slash < 0 ? "" : location.substring(slash + 1);
    }

    /** {@code owner/name}, under which engines find the files in a Hugging Face cache, whatever the scheme. */
    public String repository() {
        return switch (scheme) {
            case HUB, HF, MS -> location;
            case S3, GS, AZ, OCI, HTTPS, HTTP, PVC, FILE -> scheme.word() + "/" + segment(location);
        };
    }

    /** The end tells more than the beginning, so that stays where it is too long. */
    private static String segment(String text) {
        String plain =
                text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._]+", "-").replaceAll("-{2,}|\\.{2,}", "-");
        String end = plain.substring(Math.max(0, plain.length() - LONGEST_SEGMENT));
        String trimmed = end.replaceAll("^[^a-z0-9]+|[^a-z0-9]+$", "");
        return trimmed.isEmpty() ? "files" : trimmed;
    }

    @Override
    public String toString() {
        return scheme.word() + "://" + location
                + revision.map(r -> (isTag(r) ? ":" : "@") + r).orElse("")
                + pattern.map(p -> "/" + p).orElse("");
    }

    private boolean isTag(String text) {
        return scheme == SourceScheme.OCI && !text.startsWith("sha256:");
    }
}
