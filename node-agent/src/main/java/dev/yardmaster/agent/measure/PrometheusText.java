package dev.yardmaster.agent.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads Prometheus' text format and OpenMetrics, as far as samples go: comments, time stamps and exemplars are passed
 * over. A line that is not what it should be is left out, and so is what goes beyond the bounds; nothing throws.
 */
final class PrometheusText {
    private static final int MOST_SAMPLES = 20_000;
    private static final int LONGEST_LINE = 16_384;
    private static final int MOST_LABELS = 64;

    private final String line;
    private int at;

    private PrometheusText(String line) {
        this.line = line;
    }

    /** @param wanted names whose samples are read; the others cost next to nothing */
    static List<Sample> parse(String page, Predicate<String> wanted) {
        List<Sample> samples = new ArrayList<>();
        int start = 0;
        while (start < page.length() && samples.size() < MOST_SAMPLES) {
            int end = page.indexOf('\n', start);
            end = end < 0 ? page.length() : end;
            if (end > start && end - start <= LONGEST_LINE && page.charAt(start) != '#') {
                new PrometheusText(page.substring(start, end)).sample(wanted).ifPresent(samples::add);
            }
            start = end + 1;
        }
        return samples;
    }

    private Optional<Sample> sample(Predicate<String> wanted) {
        skipBlanks();
        String name = name();
        if (name.isEmpty() || !wanted.test(name)) {
            return Optional.empty();
        }
        skipBlanks();
        Map<String, String> labels = new HashMap<>();
        if (peek() == '{' && !labels(labels)) {
            return Optional.empty();
        }
        skipBlanks();
        return number(word()).map(value -> new Sample(name, labels, value));
    }

    /** False where they do not end as they should. */
    private boolean labels(Map<String, String> into) {
        at++;
        while (true) {
            skipBlanks();
            if (peek() == '}') {
                at++;
                return true;
            }
            String name = name();
            skipBlanks();
            if (name.isEmpty() || peek() != '=' || into.size() >= MOST_LABELS) {
                return false;
            }
            at++;
            skipBlanks();
            Optional<String> value = quoted();
            if (value.isEmpty()) {
                return false;
            }
            into.put(name, value.get());
            skipBlanks();
            if (peek() == ',') {
                at++;
            }
        }
    }

    private Optional<String> quoted() {
        if (peek() != '"') {
            return Optional.empty();
        }
        at++;
        StringBuilder text = new StringBuilder();
        while (at < line.length()) {
            char c = line.charAt(at);
            at++;
            if (c == '"') {
                return Optional.of(text.toString());
            }
            if (c == '\\' && at < line.length()) {
                char escaped = line.charAt(at);
                at++;
                text.append(escaped == 'n' ? '\n' : escaped);
            } else {
                text.append(c);
            }
        }
        return Optional.empty();
    }

    private String name() {
        int start = at;
        while (at < line.length() && isName(line.charAt(at))) {
            at++;
        }
        return line.substring(start, at);
    }

    private static boolean isName(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == ':' || c == '.';
    }

    private String word() {
        int start = at;
        while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
            at++;
        }
        return line.substring(start, at);
    }

    private void skipBlanks() {
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
    }

    private char peek() {
        return at < line.length() ? line.charAt(at) : '\0';
    }

    /** As written there: {@code +Inf}, {@code -Inf} and {@code NaN} beside numbers. */
    static Optional<Double> number(String text) {
        return switch (text) {
            case "+Inf", "Inf" -> Optional.of(Double.POSITIVE_INFINITY);
            case "-Inf" -> Optional.of(Double.NEGATIVE_INFINITY);
            case "NaN" -> Optional.of(Double.NaN);
            default -> plain(text);
        };
    }

    private static Optional<Double> plain(String text) {
        try {
            boolean digits = !text.isEmpty() && text.chars().allMatch(c -> "+-.0123456789eE".indexOf(c) >= 0);
            return digits ? Optional.of(Double.parseDouble(text)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
