package dev.yardmaster.agent.engine.container;

import dev.yardmaster.agent.engine.EngineExit;
import dev.yardmaster.agent.engine.EngineIdentity;
import dev.yardmaster.agent.engine.EngineView;
import dev.yardmaster.agent.engine.RunningEngine;
import dev.yardmaster.agent.engine.StopSignal;
import dev.yardmaster.agent.engine.container.ContainerRuntime.Seen;
import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.agent.platform.Backoff;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A container that runs, watched until it ends. While its runtime does not answer it counts as running, since containers
 * outlive their daemons.
 */
final class ContainerEngine implements RunningEngine {
    private static final AgentLog LOG = new AgentLog("containers");
    private static final Duration WAIT = Duration.ofMinutes(5);
    private static final Duration LAST_LINES = Duration.ofSeconds(5);
    private static final Backoff PAUSE = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));

    private final ContainerRuntime runtime;
    private final Seen seen;
    private final String instanceId;
    private final Shelf shelf;
    private final CompletableFuture<EngineExit> ended = new CompletableFuture<>();
    private final Thread logs;

    ContainerEngine(ContainerRuntime runtime, Seen seen, String instanceId, Shelf shelf, LogFollower follower) {
        this.runtime = runtime;
        this.seen = seen;
        this.instanceId = instanceId;
        this.shelf = shelf;
        // Reading a program's pipe holds on to a carrier thread: two of these would stop every virtual thread.
        this.logs = Thread.ofPlatform().daemon().name("log of " + instanceId).start(() -> follow(follower));
        Thread.ofPlatform().daemon().name("watch of " + instanceId).start(this::watch);
    }

    @Override
    public EngineIdentity identity() {
        return new EngineIdentity(runtime.name(), seen.id(), seen.startedAt());
    }

    @Override
    public boolean isAlive() {
        return !ended.isDone();
    }

    @Override
    public EngineExit exit() {
        return ended.getNow(EngineExit.UNKNOWN);
    }

    @Override
    public void signal(StopSignal signal) {
        send(signal.name());
    }

    @Override
    public void kill() {
        send("KILL");
    }

    private void send(String signal) {
        try {
            if (isAlive()) {
                runtime.signal(seen.id(), signal);
            }
        } catch (ContainerProblem e) {
            LOG.warn(instanceId + ": SIG" + signal + " did not reach its container: " + e.sentence());
        }
    }

    @Override
    public void onExit(Runnable then) {
        ended.thenRun(then);
    }

    @Override
    public String show(String name, Path directory) throws IOException {
        shelf.put(instanceId, EngineView.shelfName(name), directory);
        return EngineView.SHELF + "/" + EngineView.shelfName(name);
    }

    @Override
    public void hide(String name) {
        try {
            shelf.take(instanceId, EngineView.shelfName(name));
        } catch (IOException e) {
            LOG.warn(instanceId + ": the adapter " + name + " is still shown to it: " + e.getMessage());
        }
    }

    private void watch() {
        try {
            Optional<EngineExit> exit = look(0);
            for (int misses = 0; exit.isEmpty(); misses++) {
                misses = waited() ? 0 : misses;
                exit = look(misses);
            }
            // Its end is told after its last lines.
            logs.join(LAST_LINES);
            ended.complete(exit.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<EngineExit> look(int misses) throws InterruptedException {
        try {
            Optional<Seen> now = runtime.inspect(seen.id());
            return now.isEmpty() ? Optional.of(EngineExit.UNKNOWN) : now.get().exit();
        } catch (ContainerProblem e) {
            Thread.sleep(PAUSE.delay(misses + 1, ThreadLocalRandom.current().nextDouble()));
            return Optional.empty();
        }
    }

    private boolean waited() throws InterruptedException {
        try {
            runtime.await(seen.id(), WAIT);
            return true;
        } catch (ContainerProblem e) {
            Thread.sleep(PAUSE.delay(1, ThreadLocalRandom.current().nextDouble()));
            return false;
        }
    }

    private void follow(LogFollower follower) {
        try {
            for (int misses = 1; ; misses++) {
                if (followed(follower)) {
                    return;
                }
                Thread.sleep(PAUSE.delay(misses, ThreadLocalRandom.current().nextDouble()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether that was all: a stream that ends while the container runs was cut off. */
    private boolean followed(LogFollower follower) {
        try {
            follower.follow();
            return runtime.inspect(seen.id()).filter(Seen::runs).isEmpty();
        } catch (ContainerProblem e) {
            return e.kind() == ContainerProblem.Kind.NOT_FOUND;
        }
    }
}
