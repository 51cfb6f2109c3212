package dev.yardmaster.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yardmaster.agent.Assigned;
import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.agent.Launch;
import dev.yardmaster.contract.deployment.InstanceReason;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchPlannerTest {
    @TempDir
    Path home;

    private LaunchPlan plan(EngineExecutable executable, List<String> arguments, Map<String, String> environment)
            throws Exception {
        AssignedInstance base = Assigned.running("i1", "m1");
        Launch launch = Launch.plain(
                "fake",
                executable,
                arguments,
                environment,
                "ENGINE_KEY",
                base.launch().startup(),
                base.launch().checks());
        AssignedInstance instance = new AssignedInstance(
                base.id(),
                base.deployment(),
                1,
                "m1",
                "tiny",
                Assigned.KEY,
                launch,
                base.desired(),
                base.desiredReason(),
                base.drainFor());
        Path jar = Files.writeString(home.resolve("llama-cpp-engine.jar"), "jar");
        var planner = new LaunchPlanner(
                Map.of("PATH", "/usr/bin:/bin", "HOME", "/root", "YARD_JOIN_TOKEN", "secret"),
                Optional.of(jar),
                new Programs("/usr/bin:/bin"),
                home.resolve("hub"));
        var place = new LaunchPlanner.Place(
                "127.0.0.1",
                Map.of("http", 4711),
                home.resolve("m"),
                home.resolve("m/tiny.gguf"),
                Map.of(),
                home,
                home.resolve("log"));
        return planner.plan(instance, place);
    }

    private static List<String> command(LaunchPlan plan) {
        assertThat(plan.program()).isInstanceOf(LaunchPlan.OnHost.class);
        List<String> program = plan.program() instanceof LaunchPlan.OnHost(List<String> command) ? command : List.of();
        return Stream.concat(program.stream(), plan.arguments().stream()).toList();
    }

    @Test
    void bundledEngineRunsOnTheAgentsJava() throws Exception {
        LaunchPlan plan = plan(
                new EngineExecutable.Bundled(),
                List.of("--model", "{{model.file}}", "--port", "{{port}}", "--host={{host}}", "a b; rm -rf /"),
                Map.of("DIR", "{{model.directory}}/x"));
        assertThat(command(plan))
                .containsExactly(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:+UseSerialGC",
                        "-XX:+UseCompactObjectHeaders",
                        "-Xms16m",
                        "-Xmx512m",
                        "-jar",
                        home.resolve("llama-cpp-engine.jar").toString(),
                        "--model",
                        home.resolve("m/tiny.gguf").toString(),
                        "--port",
                        "4711",
                        "--host=127.0.0.1",
                        "a b; rm -rf /");
        assertThat(plan.environment())
                .containsEntry("DIR", home.resolve("m") + "/x")
                .containsEntry("ENGINE_KEY", Assigned.KEY)
                .containsEntry("PATH", "/usr/bin:/bin")
                .doesNotContainKey("YARD_JOIN_TOKEN");
        assertThat(command(plan)).doesNotContain(Assigned.KEY);
        assertThat(plan.toString()).doesNotContain(Assigned.KEY);
    }

    @Test
    void onlyBareNamesOnPathAreRun() throws Exception {
        assertThat(command(plan(new EngineExecutable.OnPath("sh"), List.of(), Map.of())))
                .hasSize(1)
                .first()
                .asString()
                .endsWith("/sh");
        for (String name : List.of("/bin/sh", "../bin/sh", "no-such-program", "sh -c true", "")) {
            assertThatThrownBy(() -> plan(new EngineExecutable.OnPath(name), List.of(), Map.of()))
                    .isInstanceOfSatisfying(
                            LaunchProblem.class,
                            e -> assertThat(e.reason()).isEqualTo(InstanceReason.ENGINE_UNSUPPORTED))
                    .hasMessageContaining(name);
        }
    }

    @Test
    void unknownPlaceholderAndVariableAreRefused() {
        assertThatThrownBy(() -> plan(new EngineExecutable.Bundled(), List.of("{{secret}}"), Map.of()))
                .hasMessageContaining("{{secret}}")
                .hasMessageContaining("model.file");
        assertThatThrownBy(() -> plan(new EngineExecutable.Bundled(), List.of(), Map.of("A=B", "c")))
                .hasMessageContaining("A=B");
    }
}
