package dev.yardmaster.agent.inventory.device;

import dev.yardmaster.agent.inventory.health.Symptom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What {@code nvidia-smi} says in the place of a value where a GPU is sick. */
final class NvidiaWords {
    private static final Set<String> UNREADABLE = Set.of("Unknown Error", "ERR!");

    private NvidiaWords() {}

    static List<Symptom> symptoms(Map<String, String> values) {
        List<Symptom> symptoms = new ArrayList<>();
        List<String> unknown = values.entrySet().stream()
                .filter(c -> UNREADABLE.contains(Cell.bare(c.getValue())))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (!unknown.isEmpty()) {
            symptoms.add(new Symptom.Unreadable(String.join(", ", unknown)));
        }
        values.values().stream().map(Cell::bare).distinct().forEach(word -> {
            if (word.equals("GPU is lost")) {
                symptoms.add(new Symptom.FellOffBus());
            } else if (word.equalsIgnoreCase("GPU requires reset")) {
                symptoms.add(new Symptom.NeedsReset(word));
            }
        });
        return symptoms;
    }
}
