package dev.yardmaster.agent.engine;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** A process and, where this agent started it, the right to know its exit code. */
final class OsEngine implements RunningEngine {
    private final ProcessHandle handle;
    private final Optional<Process> child;
    private final Instant startedAt;

    OsEngine(ProcessHandle handle, Optional<Process> child) {
        this.handle = handle;
        this.child = child;
        this.startedAt = handle.info().startInstant().orElse(Instant.EPOCH);
    }

    @Override
    public long pid() {
        return handle.pid();
    }

    @Override
    public Instant startedAt() {
        return startedAt;
    }

    @Override
    public boolean isAlive() {
        return child.map(Process::isAlive).orElseGet(() -> handle.isAlive() && !ProcessMarks.isZombie(handle.pid()));
    }

    @Override
    public OptionalInt exitCode() {
        return child.filter(p -> !p.isAlive())
                .map(p -> OptionalInt.of(p.exitValue()))
                .orElseGet(OptionalInt::empty);
    }

    @Override
    public void terminate() {
        handle.destroy();
    }

    @Override
    public void kill() {
        List<ProcessHandle> tree =
                Stream.concat(handle.descendants(), Stream.of(handle)).toList();
        tree.forEach(ProcessHandle::destroyForcibly);
    }

    @Override
    public void onExit(Runnable then) {
        handle.onExit().thenRun(then);
    }
}
