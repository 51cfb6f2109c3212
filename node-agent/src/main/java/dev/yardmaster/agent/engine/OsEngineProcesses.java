package dev.yardmaster.agent.engine;

import dev.yardmaster.agent.engine.LaunchPlan.InContainer;
import dev.yardmaster.agent.engine.LaunchPlan.OnHost;
import dev.yardmaster.agent.engine.ProcessMarks.Marked;
import dev.yardmaster.contract.deployment.InstanceReason;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Engines as processes of the operating system, each in a session of its own where {@code setsid} exists. */
public final class OsEngineProcesses implements EngineProcesses {
    /** The process table's clock may be read a little differently after the host's clock was set. */
    private static final Duration SAME_START = Duration.ofSeconds(2);
    /**
     * No core dumps, into its cgroup where there is one, and then the engine in the same process. An agent that a shell
     * started in the background ignores SIGINT; its engines must not.
     */
    private static final String BEGIN = """
            ulimit -c 0
            if [ -n "$1" ]; then echo $$ > "$1" || echo 'no cgroup' >&2; fi
            shift
            if env --default-signal=INT true 2> /dev/null; then exec env --default-signal=INT "$@"; fi
            exec "$@"
            """;

    private final ProcessTree tree;
    private final Cgroups cgroups;
    private final LaunchFiles files;
    private final Programs programs;

    /** @param home directory of the agent, by which its engines are told from another's */
    public OsEngineProcesses(Path home, Programs programs, Cgroups cgroups) {
        this.tree = new ProcessTree(new ProcessMarks(home), cgroups);
        this.cgroups = cgroups;
        this.files = new LaunchFiles(home.resolve("launch-files"));
        this.programs = programs;
    }

    @Override
    public RunningEngine start(LaunchPlan plan) throws LaunchProblem {
        List<String> command = switch (plan.program()) {
            case OnHost(List<String> program) -> program;
            case InContainer container ->
                throw new LaunchProblem(
                        InstanceReason.EXECUTABLE_MISSING,
                        "Processes are no containers, and so not "
                                + container.image().image() + ".");
        };
        files.write(plan.instanceId(), plan.directory(), plan.files());
        Optional<Cgroup> cgroup = cgroups.make(plan.instanceId(), plan.bounds());
        try {
            Process process = builder(plan, command, cgroup).start();
            return engine(process.toHandle(), Optional.of(process), plan.instanceId());
        } catch (IOException e) {
            files.remove(plan.instanceId());
            throw new LaunchProblem(
                    InstanceReason.ENGINE_EXITED, "The engine process could not be started: " + e.getMessage());
        }
    }

    private ProcessBuilder builder(LaunchPlan plan, List<String> program, Optional<Cgroup> cgroup) {
        List<String> command = new ArrayList<>();
        programs.find("setsid").ifPresent(setsid -> command.add(setsid.toString()));
        programs.find("sh")
                .ifPresent(sh -> command.addAll(List.of(
                        sh.toString(),
                        "-c",
                        BEGIN,
                        "sh",
                        cgroup.map(g -> g.procs().toString()).orElse(""))));
        command.addAll(program);
        command.addAll(plan.arguments());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(plan.directory().toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(plan.log().toFile()));
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(plan.environment());
        environment.putAll(tree.marks().variables(plan.instanceId()));
        return builder;
    }

    private RunningEngine engine(ProcessHandle handle, Optional<Process> child, String instanceId) {
        return new OsEngine(handle, child, instanceId, tree);
    }

    @Override
    public Optional<RunningEngine> find(EngineIdentity identity) {
        if (!identity.isProcess()) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(identity.id()))
                .map(p -> engine(
                        p, Optional.empty(), tree.marks().instance(p.pid()).orElse("")))
                .filter(e -> e.isAlive() && sameStart(e.identity().startedAt(), identity.startedAt()));
    }

    private static boolean sameStart(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(SAME_START) <= 0;
    }

    @Override
    public Optional<RunningEngine> findMarked(String instanceId) {
        return tree.marks()
                .all()
                .filter(m -> m.instanceId().equals(instanceId))
                .map(Marked::process)
                .min(Comparator.comparing(
                                (ProcessHandle p) -> p.info().startInstant().orElse(Instant.EPOCH))
                        .thenComparing(ProcessHandle::pid))
                .map(p -> engine(p, Optional.empty(), instanceId));
    }

    @Override
    public Set<String> marked() {
        return tree.marks().all().map(Marked::instanceId).collect(Collectors.toSet());
    }

    @Override
    public void killMarked(String instanceId) {
        tree.clear(instanceId);
        files.remove(instanceId);
    }
}
