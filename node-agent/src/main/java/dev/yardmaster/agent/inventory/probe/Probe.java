package dev.yardmaster.agent.inventory.probe;

import java.io.IOException;
import java.time.Duration;

/** Looks at one fact. Runs on a thread of its own, never twice at once, and may throw: that becomes a note. */
public interface Probe<T> {
    /** For notes: {@code the disk of the weights}. */
    String name();

    /** How long a value is good; it is not looked at again before. */
    Duration every();

    /** Whoever asks waits no longer than this. */
    Duration limit();

    Sight<T> look() throws IOException, InterruptedException;
}
