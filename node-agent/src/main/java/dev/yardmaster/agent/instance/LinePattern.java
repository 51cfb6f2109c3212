package dev.yardmaster.agent.instance;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression over one line of a log. Patterns come from documents and lines from engines, so the time that one
 * match may take is bounded: one that takes more does not match.
 */
final class LinePattern {
    private static final int MOST_CHARACTERS = 4_000;
    private static final int MOST_LOOKS = 200_000;
    private static final int MOST_VALUE = 200;

    private final Pattern pattern;

    private LinePattern(Pattern pattern) {
        this.pattern = pattern;
    }

    static Optional<LinePattern> of(String expression) {
        try {
            return Optional.of(new LinePattern(Pattern.compile(expression)));
        } catch (PatternSyntaxException e) {
            return Optional.empty();
        }
    }

    Optional<Found> find(String line) {
        try {
            Matcher matcher = pattern.matcher(new Bounded(line));
            return matcher.find() ? Optional.of(found(matcher)) : Optional.empty();
        } catch (TooLong | StackOverflowError e) {
            return Optional.empty();
        }
    }

    private Found found(Matcher matcher) {
        Map<String, String> groups = new LinkedHashMap<>();
        for (String name : pattern.namedGroups().keySet()) {
            Optional.ofNullable(matcher.group(name))
                    .ifPresent(v -> groups.put(name, v.substring(0, Math.min(v.length(), MOST_VALUE))));
        }
        return new Found(groups);
    }

    /** Named groups of a match. */
    record Found(Map<String, String> groups) {
        /** {@code {name}} becomes what the group held; of a group that matched nothing, nothing. */
        String fill(String sentence) {
            String filled = sentence;
            for (Map.Entry<String, String> group : groups.entrySet()) {
                filled = filled.replace(
                        "{" + group.getKey() + "}", group.getValue().strip());
            }
            return filled.replaceAll("\\{[A-Za-z][A-Za-z0-9]*}", "");
        }

        Optional<Double> number(String name) {
            try {
                return Optional.ofNullable(groups.get(name))
                        .map(v -> Double.parseDouble(v.strip().replace(",", "")))
                        .filter(Double::isFinite);
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }
    }

    private static final class TooLong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLong() {
            super("too long", null, false, false);
        }
    }

    private static final class Bounded implements CharSequence {
        private final String text;
        private int looks;

        Bounded(String text) {
            this.text = text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
        }

        @Override
        public char charAt(int index) {
            looks++;
            if (looks > MOST_LOOKS) {
                throw new TooLong();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
