package dev.yardmaster.agent.engine;

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

    private final ProcessMarks marks;
    private final Programs programs;

    /** @param home directory of the agent, by which its engines are told from another's */
    public OsEngineProcesses(Path home, Programs programs) {
        this.marks = new ProcessMarks(home);
        this.programs = programs;
    }

    @Override
    public RunningEngine start(LaunchPlan plan) throws LaunchProblem {
        List<String> command = new ArrayList<>();
        programs.find("setsid").ifPresent(setsid -> command.add(setsid.toString()));
        switch (plan.program()) {
            case LaunchPlan.OnHost(List<String> program) -> command.addAll(program);
            case LaunchPlan.InContainer container ->
                throw new LaunchProblem(
                        InstanceReason.EXECUTABLE_MISSING,
                        "This driver starts processes, and so not "
                                + container.image().image() + ".");
        }
        command.addAll(plan.arguments());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(plan.directory().toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(plan.log().toFile()));
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(plan.environment());
        environment.putAll(marks.variables(plan.instanceId()));
        try {
            Process process = builder.start();
            return new OsEngine(process.toHandle(), Optional.of(process));
        } catch (IOException e) {
            throw new LaunchProblem(
                    InstanceReason.ENGINE_EXITED, "The engine process could not be started: " + e.getMessage());
        }
    }

    @Override
    public Optional<RunningEngine> find(EngineIdentity identity) {
        return identity.isProcess()
                ? ProcessHandle.of(Long.parseLong(identity.id()))
                        .<RunningEngine>map(p -> new OsEngine(p, Optional.empty()))
                        .filter(e -> e.isAlive() && sameStart(e.identity().startedAt(), identity.startedAt()))
                : Optional.empty();
    }

    private static boolean sameStart(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(SAME_START) <= 0;
    }

    @Override
    public Optional<RunningEngine> findMarked(String instanceId) {
        return marks.all()
                .filter(m -> m.instanceId().equals(instanceId))
                .map(Marked::process)
                .min(Comparator.comparing(
                                (ProcessHandle p) -> p.info().startInstant().orElse(Instant.EPOCH))
                        .thenComparing(ProcessHandle::pid))
                .map(p -> new OsEngine(p, Optional.empty()));
    }

    @Override
    public Set<String> marked() {
        return marks.all().map(Marked::instanceId).collect(Collectors.toSet());
    }

    @Override
    public void killMarked(String instanceId) {
        marks.all()
                .filter(m -> m.instanceId().equals(instanceId))
                .forEach(m -> m.process().destroyForcibly());
    }
}
