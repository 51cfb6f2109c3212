package dev.yardmaster.engine.decode;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** All slots, and which of them a new prompt should get. */
final class SlotTable {
    private final List<Slot> slots;

    SlotTable(int count) {
        slots = IntStream.range(0, count).mapToObj(Slot::new).toList();
    }

    List<Slot> all() {
        return slots;
    }

    Stream<Slot> busy() {
        return slots.stream().filter(slot -> !slot.isFree());
    }

    /** The free slot that saves most of the prompt; among equals the one unused for longest. */
    Optional<Slot> bestFor(int[] prompt, Lora lora) {
        return slots.stream()
                .filter(Slot::isFree)
                .max(Comparator.<Slot>comparingInt(slot -> slot.reusable(prompt, lora))
                        .thenComparing(Comparator.comparingLong(Slot::lastUsed).reversed()));
    }

    int cachedTokens() {
        return slots.stream().mapToInt(Slot::decoded).sum();
    }
}
