package dev.yardmaster.server.deployments.sizing;

import dev.yardmaster.server.runtimes.memory.Corrections;
import dev.yardmaster.server.runtimes.memory.DeviceShape;
import dev.yardmaster.server.runtimes.memory.MemoryQuestion.Corrected;
import dev.yardmaster.server.runtimes.memory.Subject;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What engines reported of one model's memory before; read where it is asked for, and once for each subject. */
public final class Learned {
    public static final Learned NOTHING = new Learned("", Corrections.NONE);

    private final String content;
    private final Corrections corrections;
    private final Map<Subject, Corrected> read = new ConcurrentHashMap<>();

    /** @param content key of the weights */
    public Learned(String content, Corrections corrections) {
        this.content = content;
        this.corrections = corrections;
    }

    Optional<Subject> subject(Engine engine, DeviceShape shape) {
        return Subject.of(content, engine.runtime().name(), engine.version(), shape);
    }

    Corrected on(Engine engine, DeviceShape shape) {
        return subject(engine, shape)
                .map(s -> read.computeIfAbsent(s, corrections::of))
                .orElse(Corrected.NOTHING);
    }
}
