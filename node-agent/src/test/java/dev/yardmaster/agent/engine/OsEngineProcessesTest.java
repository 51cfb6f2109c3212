package dev.yardmaster.agent.engine;

import static dev.yardmaster.agent.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Engines as real processes. */
class OsEngineProcessesTest extends EnginesContract {
    private Cgroups cgroups = Cgroups.none();

    @Override
    protected EngineProcesses engines(Path agentHome) {
        return new OsEngineProcesses(agentHome, new Programs("/usr/bin:/bin"), cgroups);
    }

    @Override
    protected LaunchPlan.Program shell() {
        return new LaunchPlan.OnHost(List.of("/bin/sh", "-c"));
    }

    @Override
    protected Path work(Path directory) {
        return directory;
    }

    private RunningEngine start(String script, LaunchPlan.Bounds bounds) throws LaunchProblem {
        return engines(home)
                .start(new LaunchPlan(
                        "i1",
                        shell(),
                        List.of(script),
                        Map.of("PATH", "/usr/bin:/bin"),
                        home,
                        home.resolve("log"),
                        List.of(),
                        bounds));
    }

    @Test
    void sameIdWithAnotherStartIsAnotherProcess() throws Exception {
        RunningEngine engine = start("exec sleep 600", LaunchPlan.Bounds.NONE);
        EngineIdentity own = engine.identity();
        assertThat(engines(home).find(own)).isPresent();
        assertThat(engines(home)
                        .find(new EngineIdentity(
                                own.driver(), own.id(), own.startedAt().minus(Duration.ofMinutes(1)))))
                .isEmpty();
        engine.kill();
        until("ended", () -> engines(home).find(own).isEmpty());
    }

    @Test
    void noCoreDumpsAndOnlyItsOwnEnvironment() throws Exception {
        RunningEngine engine = start("ulimit -c; env | grep -v YARD_ | grep -v PWD | sort", LaunchPlan.Bounds.NONE);
        until("ended", () -> !engine.isAlive());
        assertThat(home.resolve("log")).hasContent("0\nPATH=/usr/bin:/bin\n");
    }

    @Test
    void childrenThatHideFromTheirMarkAreEndedToo() throws Exception {
        RunningEngine engine =
                start("env -i sleep 601.5 & (env -i sleep 602.5 &) ; echo up; wait; sleep 600", LaunchPlan.Bounds.NONE);
        until("up", () -> Files.readString(home.resolve("log")).contains("up"));
        until("both", () -> sleeping("601.5") && sleeping("602.5"));
        engine.kill();
        until("gone", () -> !sleeping("601.5") && !sleeping("602.5") && !engine.isAlive());
    }

    private static boolean sleeping(String seconds) {
        return ProcessHandle.allProcesses()
                .anyMatch(p -> p.info().commandLine().orElse("").endsWith("sleep " + seconds));
    }

    /** A directory with the kernel's files in it, in place of a kernel that makes them. */
    private Path cgroup(String... files) throws Exception {
        Path base = Files.createDirectories(home.resolve("cgroup/yard"));
        cgroups = new Cgroups(Optional.of(base), home);
        Path group = cgroups.directory(base, "i1");
        Files.createDirectories(group);
        for (String file : files) {
            Files.writeString(group.resolve(file), "");
        }
        return group;
    }

    @Test
    void boundsAreWrittenAndTheEngineJoinsItsCgroup() throws Exception {
        Path group = cgroup(
                "cgroup.procs",
                "memory.max",
                "memory.oom.group",
                "pids.max",
                "cpuset.cpus",
                "cgroup.kill",
                "memory.events");
        RunningEngine engine = start("echo up; exec sleep 600", new LaunchPlan.Bounds(1 << 30, "0-3"));
        until("up", () -> Files.readString(home.resolve("log")).contains("up"));
        assertThat(group.resolve("cgroup.procs")).hasContent(engine.identity().id());
        assertThat(group.resolve("memory.max")).hasContent("1073741824");
        assertThat(group.resolve("memory.oom.group")).hasContent("1");
        assertThat(group.resolve("pids.max")).hasContent("32768");
        assertThat(group.resolve("cpuset.cpus")).hasContent("0-3");
        Files.writeString(group.resolve("memory.events"), "low 0\noom 1\noom_kill 2\n");
        engine.kill();
        until("ended", () -> !engine.isAlive());
        assertThat(group.resolve("cgroup.kill")).hasContent("1");
        assertThat(engine.exit().outOfMemory()).isTrue();
    }

    @Test
    void whatCannotBeBoundedRunsAllTheSame() throws Exception {
        cgroup("cgroup.procs");
        RunningEngine engine = start("exit 3", new LaunchPlan.Bounds(1 << 30, "0-3"));
        until("ended", () -> !engine.isAlive());
        assertThat(engine.exit().code()).hasValue(3);
        assertThat(engine.exit().outOfMemory()).isFalse();
    }

    @Test
    void containersAreNotItsBusiness() {
        assertThatThrownBy(() -> engines(home)
                        .start(new LaunchPlan(
                                "i1",
                                ContainerPlans.shell("127.0.0.1"),
                                List.of(),
                                Map.of(),
                                home,
                                home.resolve("log"),
                                List.of(),
                                LaunchPlan.Bounds.NONE)))
                .isInstanceOf(LaunchProblem.class);
    }
}
