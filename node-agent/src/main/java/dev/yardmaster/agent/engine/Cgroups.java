package dev.yardmaster.agent.engine;

import dev.yardmaster.agent.engine.LaunchPlan.Bounds;
import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.agent.platform.Digests;
import dev.yardmaster.agent.platform.SafeName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A cgroup (v2) for each engine, where the agent may make them. Where it may not, engines run without bounds. */
public final class Cgroups {
    private static final AgentLog LOG = new AgentLog("cgroups");
    private static final List<String> CONTROLLERS = List.of("memory", "pids", "cpuset");
    private static final String MOST_PROCESSES = "32768";
    private static final int SUFFIX = 8;

    private final Optional<Path> base;
    private final String suffix;
    private final AtomicBoolean told = new AtomicBoolean();

    /**
     * @param base directory of a cgroup that the agent may make others in
     * @param home of the agent, whose engines are told from another's
     */
    public Cgroups(Optional<Path> base, Path home) {
        this.base = base;
        this.suffix = Digests.hex(home.toString()).substring(0, SUFFIX);
    }

    /** None at all. */
    public static Cgroups none() {
        return new Cgroups(Optional.empty(), Path.of("/"));
    }

    /** The usual one, where the host has cgroups of version 2. */
    public static Optional<Path> usual() {
        Path root = Path.of("/sys/fs/cgroup");
        return Files.exists(root.resolve("cgroup.controllers"))
                ? Optional.of(root.resolve("yardmaster"))
                : Optional.empty();
    }

    Optional<Cgroup> make(String instanceId, Bounds bounds) {
        if (base.isEmpty()) {
            tell("This host has no cgroups of version 2 that the agent may use: engines run without bounds.");
            return Optional.empty();
        }
        Cgroup group = new Cgroup(directory(base.get(), instanceId));
        try {
            Files.createDirectories(group.directory());
        } catch (IOException e) {
            tell("Engines run without bounds, because " + base.get() + " cannot be used: " + e.getMessage());
            return Optional.empty();
        }
        delegate(base.get());
        bound(group, bounds);
        return Optional.of(group);
    }

    Optional<Cgroup> find(String instanceId) {
        return base.map(b -> new Cgroup(directory(b, instanceId))).filter(g -> Files.isDirectory(g.directory()));
    }

    Path directory(Path parent, String instanceId) {
        return parent.resolve(SafeName.of(instanceId) + "." + suffix);
    }

    private static void delegate(Path base) {
        Path above = base.getParent();
        for (String controller : CONTROLLERS) {
            if (above != null) {
                Cgroup.write(above.resolve("cgroup.subtree_control"), "+" + controller);
            }
            Cgroup.write(base.resolve("cgroup.subtree_control"), "+" + controller);
        }
    }

    private void bound(Cgroup group, Bounds bounds) {
        boolean bounded = group.set("pids.max", MOST_PROCESSES);
        if (bounds.memoryBytes() > 0) {
            bounded &= group.set("memory.max", Long.toString(bounds.memoryBytes()));
            group.set("memory.oom.group", "1");
        }
        if (!bounds.cpus().isEmpty()) {
            bounded &= group.set("cpuset.cpus", bounds.cpus());
        }
        if (!bounded) {
            tell("Not every bound can be set in " + base.map(Path::toString).orElse("")
                    + ": its parent does not hand out the memory, pids and cpuset controllers.");
        }
    }

    private void tell(String line) {
        if (told.compareAndSet(false, true)) {
            LOG.info(line);
        }
    }
}
