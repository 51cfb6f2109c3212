package dev.yardmaster.server.catalog.hub.upload;

import java.util.regex.Pattern;

/** Patterns of {@code .gitignore} and {@code .gitattributes} (gitignore(5)), as far as paths of files go. */
final class GitPatterns {
    private GitPatterns() {}

    /** For whole paths; one without '/' matches in every directory. */
    static Pattern compile(String pattern) {
        boolean anchored = pattern.replaceFirst("/$", "").indexOf('/') >= 0;
        String body = pattern.startsWith("/") ? pattern.substring(1) : pattern;
        StringBuilder regex = new StringBuilder(anchored ? "" : "(?:.*/)?");
        int i = 0;
        while (i < body.length()) {
            i = next(body, i, regex);
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static int next(String body, int i, StringBuilder regex) {
        char c = body.charAt(i);
        if (body.startsWith("**/", i)) {
            regex.append("(?:.*/)?");
            return i + 3;
        }
        if (body.startsWith("**", i)) {
            regex.append(".*");
            return i + 2;
        }
        switch (c) {
            case '*' -> regex.append("[^/]*");
            case '?' -> regex.append("[^/]");
            case '[' -> {
                return range(body, i, regex);
            }
            case '\\' -> {
                regex.append(Pattern.quote(
                        body.substring(Math.min(i + 1, body.length() - 1), Math.min(i + 2, body.length()))));
                return i + 2;
            }
            default -> regex.append(Pattern.quote(String.valueOf(c)));
        }
        return i + 1;
    }

    private static int range(String body, int i, StringBuilder regex) {
        int end = body.indexOf(']', i + 2);
        if (end < 0) {
            regex.append("\\[");
            return i + 1;
        }
        String inside = body.substring(i + 1, end);
        boolean not = inside.startsWith("!") || inside.startsWith("^");
        regex.append(not ? "[^" : "[")
                .append((not ? inside.substring(1) : inside).replaceAll("([\\[\\]\\\\&^])", "\\\\$1"))
                .append(']');
        return end + 1;
    }
}
