package dev.yardmaster.standins.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was asked of a program: options by the name that counts, and words without one. */
public final class CommandLine {
    private final Map<String, List<String>> values = new HashMap<>();
    private final List<String> words = new ArrayList<>();

    void add(Flag flag, String value) {
        List<String> all = values.computeIfAbsent(flag.key(), _ -> new ArrayList<>());
        if (flag.kind() != Flag.Kind.LIST) {
            all.clear();
        }
        all.add(value);
    }

    void word(String word) {
        words.add(word);
    }

    public boolean has(String flag) {
        return values.containsKey(flag);
    }

    /** Of a switch: on, where it was given and not taken back. */
    public boolean on(String flag) {
        return text(flag).filter(v -> v.equals("true")).isPresent();
    }

    public Optional<String> text(String flag) {
        return Optional.ofNullable(values.get(flag)).map(List::getLast);
    }

    public String text(String flag, String otherwise) {
        return text(flag).orElse(otherwise);
    }

    public int number(String flag, int otherwise) {
        return text(flag).map(Integer::parseInt).orElse(otherwise);
    }

    public List<String> list(String flag) {
        return List.copyOf(values.getOrDefault(flag, List.of()));
    }

    public List<String> words() {
        return List.copyOf(words);
    }
}
