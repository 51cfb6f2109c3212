package dev.yardmaster.agent.inventory.host;

import dev.yardmaster.agent.inventory.probe.Probe;
import dev.yardmaster.agent.inventory.probe.Sight;
import java.io.IOException;
import java.time.Duration;

/** A probe that reads files only. */
public record Quick<T>(String name, Duration every, Look<T> reading) implements Probe<T> {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /** How it is read. */
    @FunctionalInterface
    public interface Look<T> {
        Sight<T> look() throws IOException, InterruptedException;
    }

    @Override
    public Duration limit() {
        return LIMIT;
    }

    @Override
    public Sight<T> look() throws IOException, InterruptedException {
        return reading.look();
    }
}
