package dev.yardmaster.agent.engine;

import dev.yardmaster.agent.engine.ProcessMarks.Marked;
import dev.yardmaster.agent.platform.AgentLog;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All processes of an instance: those in its cgroup, in its session, below it, and those that carry its mark. */
final class ProcessTree {
    private static final AgentLog LOG = new AgentLog("processes");
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int ROUNDS = 250;

    private final ProcessMarks marks;
    private final Cgroups cgroups;

    ProcessTree(ProcessMarks marks, Cgroups cgroups) {
        this.marks = marks;
        this.cgroups = cgroups;
    }

    ProcessMarks marks() {
        return marks;
    }

    boolean ranOutOfMemory(String instanceId) {
        return cgroups.find(instanceId).map(Cgroup::ranOutOfMemory).orElse(false);
    }

    /** Ends everything that is there now; does not wait. */
    void kill(String instanceId, ProcessHandle root) {
        List<ProcessHandle> below =
                Stream.concat(root.descendants(), marks.inSession(root.pid())).toList();
        cgroups.find(instanceId).ifPresent(Cgroup::kill);
        root.destroyForcibly();
        below.forEach(ProcessHandle::destroyForcibly);
        of(instanceId).forEach(ProcessHandle::destroyForcibly);
    }

    /** Ends what is left, again and again until nothing is. */
    void clear(String instanceId) {
        Optional<Cgroup> cgroup = cgroups.find(instanceId);
        cgroup.ifPresent(Cgroup::kill);
        List<ProcessHandle> left = of(instanceId);
        for (int i = 0; i < ROUNDS && !left.isEmpty(); i++) {
            left.forEach(ProcessHandle::destroyForcibly);
            pause();
            left = of(instanceId);
        }
        if (!left.isEmpty()) {
            LOG.error(instanceId + ": processes that cannot be ended are left, a device may hold them: "
                    + left.stream().map(ProcessHandle::pid).toList());
        }
        cgroup.ifPresent(Cgroup::remove);
    }

    private List<ProcessHandle> of(String instanceId) {
        return marks.all()
                .filter(m -> m.instanceId().equals(instanceId))
                .map(Marked::process)
                .toList();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Java itself sends no SIGINT. */
    void interrupt(long pid) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -s INT \"$1\"", "sh", Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            LOG.warn("No SIGINT could be sent to " + pid + ", SIGTERM is instead: " + e.getMessage());
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroy);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
