package dev.yardmaster.agent.inventory.health;

import dev.yardmaster.contract.node.DeviceHealth.Sign;
import dev.yardmaster.contract.node.DeviceHealth.State;
import java.time.Duration;
import java.time.Instant;

/**
 * A sign that is remembered.
 *
 * @param at when it was first seen; of an event, when it last happened
 * @param stays until the driver is loaded anew or a person clears it
 * @param event it happened, as against a condition that holds
 * @param lastSeen when it last held
 */
record Entry(String code, State weight, String sentence, Instant at, boolean stays, boolean event, Instant lastSeen) {
    private static final Duration EVENT_LINGERS = Duration.ofHours(1);
    private static final Duration CONDITION_LINGERS = Duration.ofMinutes(2);

    static Entry condition(Verdict verdict, Instant since, Instant now) {
        return new Entry(verdict.code(), verdict.weight(), verdict.sentence(), since, verdict.stays(), false, now);
    }

    static Entry event(Verdict verdict, Instant at) {
        return new Entry(verdict.code(), verdict.weight(), verdict.sentence(), at, verdict.stays(), true, at);
    }

    boolean countsAt(Instant now) {
        return stays || lastSeen.plus(event ? EVENT_LINGERS : CONDITION_LINGERS).isAfter(now);
    }

    /** It still holds, and somebody decided that the device is used all the same. */
    Entry overruled() {
        return weight == State.QUARANTINED
                ? new Entry(
                        code,
                        State.SUSPECT,
                        "Released by a person, and still so. " + sentence,
                        at,
                        stays,
                        event,
                        lastSeen)
                : this;
    }

    Sign sign() {
        return new Sign(code, weight, sentence, at);
    }
}
