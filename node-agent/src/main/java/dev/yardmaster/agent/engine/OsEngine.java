package dev.yardmaster.agent.engine;

import java.nio.file.Path;
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
    public EngineIdentity identity() {
        return EngineIdentity.process(handle.pid(), startedAt);
    }

    @Override
    public boolean isAlive() {
        return child.map(Process::isAlive).orElseGet(() -> handle.isAlive() && !ProcessMarks.isZombie(handle.pid()));
    }

    @Override
    public EngineExit exit() {
        return child.filter(p -> !p.isAlive())
                .map(p -> new EngineExit(OptionalInt.of(p.exitValue()), false))
                .orElse(EngineExit.UNKNOWN);
    }

    @Override
    public void signal(StopSignal signal) {
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

    @Override
    public String show(String name, Path directory) {
        return directory.toString();
    }

    @Override
    public void hide(String name) {
        // It sees the store itself.
    }
}
