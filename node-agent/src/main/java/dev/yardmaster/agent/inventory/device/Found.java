package dev.yardmaster.agent.inventory.device;

import dev.yardmaster.agent.inventory.health.Symptom;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What came of looking for one vendor's devices.
 *
 * @param devices all that are there, unless there is trouble
 * @param trouble why they could not be listed: those known before are taken to be there still
 * @param aside UUIDs of devices that are there and cannot be used as a whole
 * @param asked false where there was nothing to ask
 */
public record Found(
        List<Seen> devices, List<String> notes, Optional<Symptom> trouble, Set<String> aside, boolean asked) {
    /** Nothing of that vendor is here. */
    public static final Found NOTHING = new Found(List.of(), List.of(), Optional.empty(), Set.of(), false);

    public Found {
        devices = List.copyOf(devices);
        notes = List.copyOf(notes);
        aside = Set.copyOf(aside);
    }

    Found(List<Seen> devices, List<String> notes, Optional<Symptom> trouble, Set<String> aside) {
        this(devices, notes, trouble, aside, true);
    }

    static Found all(List<Seen> devices, List<String> notes) {
        return new Found(devices, notes, Optional.empty(), Set.of());
    }

    static Found failed(Symptom trouble, List<String> notes) {
        return new Found(List.of(), notes, Optional.of(trouble), Set.of());
    }
}
