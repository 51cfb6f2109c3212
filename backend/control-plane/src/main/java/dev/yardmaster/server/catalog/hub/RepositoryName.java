package dev.yardmaster.server.catalog.hub;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code owner/name}. */
public record RepositoryName(String owner, String name) {
    /** Letters, digits, '.', '_' and '-', starting with a letter or digit, at most 96. */
    public static final String EXPECTED =
            "expected owner/name, each of letters, digits, '.', '_' and '-', starting with a letter or digit, at most 96";

    private static final String SEGMENT = "[A-Za-z0-9][A-Za-z0-9._-]{0,95}";
    private static final Pattern SHAPE = Pattern.compile("(" + SEGMENT + ")/(" + SEGMENT + ")");

    /** First path segments of the hub's own addresses. */
    private static final Set<String> RESERVED = Set.of("api", "blobs", "models", "datasets", "spaces");

    /** @throws IllegalArgumentException with a sentence */
    public RepositoryName {
        if (!SHAPE.matcher(owner + "/" + name).matches()) {
            throw new IllegalArgumentException("'" + owner + "/" + name + "' is not a repository");
        }
        if (RESERVED.contains(owner)) {
            throw new IllegalArgumentException("the owner '" + owner + "' is reserved");
        }
    }

    /** @throws IllegalArgumentException with a sentence */
    public static RepositoryName parse(String text) {
        Matcher m = SHAPE.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a repository");
        }
        return new RepositoryName(m.group(1), m.group(2));
    }

    @Override
    public String toString() {
        return owner + "/" + name;
    }
}
