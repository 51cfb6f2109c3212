package dev.yardmaster.agent.inventory.probe;

import java.util.List;

/**
 * What a probe saw.
 *
 * @param notes what could not be looked at and why
 */
public record Sight<T>(T value, List<String> notes) {
    public Sight {
        notes = List.copyOf(notes);
    }

    public static <T> Sight<T> of(T value) {
        return new Sight<>(value, List.of());
    }
}
