package dev.yardmaster.agent.engine;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** A process and, where this agent started it, the right to know its exit code. */
final class OsEngine implements RunningEngine {
    private final ProcessHandle handle;
    private final Optional<Process> child;
    private final String instanceId;
    private final ProcessTree tree;
    private final Instant startedAt;
    private volatile boolean outOfMemory;

    OsEngine(ProcessHandle handle, Optional<Process> child, String instanceId, ProcessTree tree) {
        this.handle = handle;
        this.child = child;
        this.instanceId = instanceId;
        this.tree = tree;
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
        if (isAlive()) {
            return EngineExit.UNKNOWN;
        }
        // The cgroup is gone after the clearing up, so that what it said is kept.
        outOfMemory |= tree.ranOutOfMemory(instanceId);
        return new EngineExit(child.map(p -> OptionalInt.of(p.exitValue())).orElseGet(OptionalInt::empty), outOfMemory);
    }

    @Override
    public void signal(StopSignal signal) {
        switch (signal) {
            case TERM -> handle.destroy();
            case INT -> tree.interrupt(handle.pid());
        }
    }

    @Override
    public void kill() {
        tree.kill(instanceId, handle);
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
