package dev.yardmaster.server.catalog.imports;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is said beside a result, each once and not without end. */
final class Notes {
    private static final int MOST = 60;

    private final Set<String> sentences = new LinkedHashSet<>();

    void add(String sentence) {
        if (sentences.size() < MOST) {
            sentences.add(sentence);
        }
    }

    List<String> list() {
        return List.copyOf(sentences);
    }
}
