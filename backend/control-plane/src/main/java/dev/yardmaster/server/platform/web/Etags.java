package dev.yardmaster.server.platform.web;

import dev.yardmaster.contract.problem.ProblemException;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Versions as entity tags (RFC 9110, 8.8.3). */
public final class Etags {
    private static final Pattern TAG = Pattern.compile("\"(\\d{1,18})\"");

    private Etags() {}

    /** For instance {@code "7"}, quotes included. */
    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /** The version in an {@code If-Match} header; empty where there is no header or it takes any ({@code *}). */
    public static OptionalLong ifMatch(@Nullable String header) {
        if (header == null || header.isBlank() || header.strip().equals("*")) {
            return OptionalLong.empty();
        }
        Matcher tag = TAG.matcher(header.strip());
        if (!tag.matches()) {
            throw ProblemException.invalid("If-Match", "'" + header + "' is no tag of ours", "expected one like \"7\"");
        }
        return OptionalLong.of(Long.parseLong(tag.group(1)));
    }
}
