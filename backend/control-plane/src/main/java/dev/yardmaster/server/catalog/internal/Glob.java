package dev.yardmaster.server.catalog.internal;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern over whole paths: {@code *} and {@code ?} stay within a directory, {@code **} does not ({@code **}{@code /}
 * also stands for no directory at all), {@code [abc]}, {@code [a-z]} and {@code [!a]} are one character,
 * {@code {a,b}} is one of several words.
 */
final class Glob {
    private static final int LONGEST = 400;

    private final Pattern pattern;

    private Glob(Pattern pattern) {
        this.pattern = pattern;
    }

    /** @throws IllegalArgumentException saying what is wrong */
    static Glob parse(String text) {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException("it has " + text.length() + " characters");
        }
        if (text.startsWith("/")) {
            throw new IllegalArgumentException("'" + text + "' starts with '/', which no path does");
        }
        try {
            return new Glob(Pattern.compile(new Translation(text).regex()));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("'" + text + "' is not a pattern: " + e.getDescription(), e);
        }
    }

    boolean matches(String path) {
        return pattern.matcher(path).matches();
    }

    /** One pass over the text. */
    private static final class Translation {
        private final String text;
        private final StringBuilder regex = new StringBuilder();
        private int at;
        private boolean inBraces;

        Translation(String text) {
            this.text = text;
        }

        String regex() {
            while (at < text.length()) {
                char c = text.charAt(at++);
                switch (c) {
                    case '*' -> star();
                    case '?' -> regex.append("[^/]");
                    case '[' -> characters();
                    case '{' -> open();
                    case '}' -> close();
                    case ',' -> regex.append(inBraces ? "|" : ",");
                    default -> regex.append(Pattern.quote(String.valueOf(c)));
                }
            }
            if (inBraces) {
                throw new IllegalArgumentException("'" + text + "' lacks a '}'");
            }
            return regex.toString();
        }

        private void star() {
            if (!text.startsWith("*", at)) {
                regex.append("[^/]*");
            } else if (text.startsWith("*/", at)) {
                regex.append("(?:.*/)?");
                at += 2;
            } else {
                regex.append(".*");
                at++;
            }
        }

        private void characters() {
            int end = text.indexOf(']', at + 1);
            if (end < 0) {
                throw new IllegalArgumentException("'" + text + "' lacks a ']'");
            }
            String set = text.substring(at, end);
            boolean not = set.startsWith("!");
            String escaped = (not ? set.substring(1) : set).replaceAll("[\\\\\\[\\]^&]", "\\\\$0");
            regex.append("(?!/)[").append(not ? "^" : "").append(escaped).append(']');
            at = end + 1;
        }

        private void open() {
            if (inBraces) {
                throw new IllegalArgumentException("'" + text + "' has braces within braces");
            }
            inBraces = true;
            regex.append("(?:");
        }

        private void close() {
            if (!inBraces) {
                throw new IllegalArgumentException("'" + text + "' lacks a '{'");
            }
            inBraces = false;
            regex.append(')');
        }
    }
}
