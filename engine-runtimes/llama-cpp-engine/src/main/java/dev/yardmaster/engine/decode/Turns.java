package dev.yardmaster.engine.decode;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** Whose adapter the next decode call uses: the one that has waited longest, so none waits more than once round. */
final class Turns {
    private final Map<Lora, Long> served = new HashMap<>();
    private long turn;

    /** {@code ready} must not be empty. */
    Lora next(Collection<Lora> ready) {
        Lora chosen = ready.stream()
                .min(Comparator.comparingLong(lora -> served.getOrDefault(lora, 0L)))
                .orElseThrow();
        served.put(chosen, ++turn);
        return chosen;
    }

    void forget(Lora lora) {
        served.remove(lora);
    }
}
