package dev.yardmaster.server.catalog.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of one document, cut out before it is parsed so that one that is broken spoils no other.
 *
 * @param origin file that it is from, empty where nothing says so
 * @param line that it starts at, from 1, in that file
 */
public record Chunk(String origin, int line, String text) {
    private static final Pattern SEPARATOR = Pattern.compile("---(?:[ \\t].*)?|\\.\\.\\.[ \\t]*");
    private static final Pattern SOURCE = Pattern.compile("# ?Source: (\\S.{0,400})");

    /** Chunks without anything but comments are left out. */
    public static List<Chunk> split(String text) {
        Splitter splitter = new Splitter();
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        plain.lines().forEach(splitter::line);
        splitter.end();
        return splitter.chunks;
    }

    boolean looksLikeTemplate() {
        return text.contains("{{") || text.contains("{%");
    }

    /** Reads line by line. */
    private static final class Splitter {
        private final List<Chunk> chunks = new ArrayList<>();
        private final StringBuilder current = new StringBuilder();
        private String origin = "";
        private int line;
        private int first;
        private boolean hasContent;

        void line(String text) {
            Matcher source = SOURCE.matcher(text.strip());
            if (!hasContent && source.matches()) {
                origin = source.group(1).strip();
                line = 0;
                return;
            }
            line++;
            if (SEPARATOR.matcher(text).matches()) {
                end();
                content(text.startsWith("--- ") ? text.substring(4) : "");
            } else {
                content(text);
            }
        }

        private void content(String text) {
            boolean blank = text.isBlank() || text.strip().startsWith("#") || text.startsWith("%");
            if (!hasContent && !blank) {
                hasContent = true;
                first = line;
            }
            if (hasContent) {
                current.append(text).append('\n');
            }
        }

        void end() {
            if (hasContent) {
                chunks.add(new Chunk(origin, first, current.toString()));
            }
            current.setLength(0);
            hasContent = false;
        }
    }
}
