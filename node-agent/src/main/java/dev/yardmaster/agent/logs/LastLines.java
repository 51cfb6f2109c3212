package dev.yardmaster.agent.logs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines of one engine, in bounded memory. */
public final class LastLines {
    private static final int LINES = 400;
    private static final int CHARACTERS = 1_000;

    private final Deque<String> lines = new ArrayDeque<>();

    /** Blank lines say nothing and are left out. */
    public synchronized void add(String line) {
        if (line.isBlank()) {
            return;
        }
        lines.addLast(line.length() > CHARACTERS ? line.substring(0, CHARACTERS) : line);
        if (lines.size() > LINES) {
            lines.removeFirst();
        }
    }

    /** Oldest first. */
    public synchronized List<String> all() {
        return List.copyOf(lines);
    }
}
