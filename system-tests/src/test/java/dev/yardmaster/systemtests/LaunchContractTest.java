package dev.yardmaster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.cli.api.Json;
import dev.yardmaster.cli.process.Waiting;
import dev.yardmaster.contract.agent.Launch;
import dev.yardmaster.contract.engine.AdapterAbility;
import dev.yardmaster.contract.engine.Checks;
import dev.yardmaster.contract.engine.EngineTerm;
import dev.yardmaster.contract.engine.HttpCall;
import dev.yardmaster.contract.engine.SleepAbility;
import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.standins.bin.Machine;
import dev.yardmaster.standins.bin.StandIns;
import dev.yardmaster.standins.cli.Flags;
import dev.yardmaster.standins.cli.Manner;
import dev.yardmaster.systemtests.world.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * What the shipped runtimes say of engines, held against stand-ins that were written from the engines' own documents:
 * arguments are taken, checks answer, signs are found in logs, metrics are there, adapters and sleep work.
 */
class LaunchContractTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<EngineTerm, Object> USUAL = Map.of(
            EngineTerm.CONTEXT_LENGTH, 256,
            EngineTerm.MAX_CONCURRENCY, 8,
            EngineTerm.MAX_BATCHED_TOKENS, 512,
            EngineTerm.TENSOR_PARALLEL, 2,
            EngineTerm.MEMORY_SHARE, 0.8,
            EngineTerm.PREFIX_CACHING, true,
            EngineTerm.LORA_SLOTS, 2,
            EngineTerm.LORA_RANK, 16,
            EngineTerm.SLEEP, true);
    private static final Path MODEL = Repository.demoModels().resolve("tiny-chat/v1");
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    @TempDir
    Path home;

    static Stream<String> runtimes() {
        return ShippedLaunches.ALL.keySet().stream()
                .filter(n -> !n.equals("llama-cpp"))
                .sorted();
    }

    /** Flags of an engine that refuses others, by the program's name. */
    private static Optional<Flags> flags(String program) {
        return switch (program) {
            case "vllm" -> Optional.of(Flags.of("vllm", "vllm serve", Manner.ARGPARSE));
            case "sglang" -> Optional.of(Flags.of("sglang", "sglang serve", Manner.ARGPARSE));
            case "trtllm-serve" -> Optional.of(Flags.of("trtllm-serve", "trtllm-serve", Manner.CLICK));
            case "text-generation-launcher" ->
                Optional.of(Flags.of("text-generation-launcher", "text-generation-launcher", Manner.CLAP));
            case "lmdeploy" -> Optional.of(Flags.of("lmdeploy", "lmdeploy", Manner.ARGPARSE));
            case "llama-server" -> Optional.of(Flags.of("llama-server", "llama-server", Manner.LLAMA));
            case "openai_frontend" -> Optional.of(Flags.of("openai_frontend", "main.py", Manner.ARGPARSE));
            default -> Optional.empty();
        };
    }

    @ParameterizedTest
    @MethodSource("runtimes")
    void everyValueOfEveryTermIsTakenByTheEngine(String name) {
        Runtime runtime = ShippedLaunches.named(name);
        List<String> refused = new ArrayList<>();
        for (EngineTerm term : EngineTerm.values()) {
            for (Object value : ShippedLaunches.values(runtime, term)) {
                Launch launch = ShippedLaunches.with(runtime, Map.of(term, value));
                RenderedLaunch rendered = render(launch, runtime, home.resolve(term + "-" + value));
                String program = rendered.command().getFirst();
                flags(program).ifPresent(f -> {
                    try {
                        f.parse(rendered.command().subList(1, rendered.command().size()));
                    } catch (dev.yardmaster.standins.cli.Ended e) {
                        refused.add(
                                term.word() + "=" + value + ": " + e.lastWords().replace('\n', ' '));
                    }
                });
            }
        }
        assertThat(refused).isEmpty();
    }

    private static RenderedLaunch render(Launch launch, Runtime runtime, Path instance) {
        boolean gguf = runtime.resolved().serves().formats().stream()
                .allMatch(f -> f.toString().equalsIgnoreCase("gguf"));
        Path weights = MODEL.resolve(gguf ? "tiny-chat-v1-f16.gguf" : "model.safetensors");
        return RenderedLaunch.of(launch, MODEL, weights, instance, 2);
    }

    private static Machine machine(String runtime) {
        return switch (runtime) {
            case "vllm-rocm", "sglang-rocm" -> Machine.mi300x(2);
            case "vllm-ascend", "mindie" -> Machine.ascend910b(2);
            case "vllm-cpu", "llama-server", "ollama" -> Machine.none();
            default -> Machine.h100(2);
        };
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("runtimes")
    void theEngineDoesWhatItsRuntimeSays(String name) throws Exception {
        Runtime runtime = ShippedLaunches.named(name);
        StandIns standIns = StandIns.in(home.resolve("standins"), machine(name));
        RenderedLaunch rendered =
                render(ShippedLaunches.withWhatItHas(runtime, USUAL), runtime, home.resolve("instance"));
        Path log = home.resolve("log");
        Process process = started(standIns, rendered, log);
        try {
            awaitHealthy(rendered, process, log);
            ask(rendered);
            metrics(rendered);
            adapters(rendered);
            sleep(rendered);
            signs(rendered, Files.readString(log));
            process.destroy();
            assertThat(process.waitFor(rendered.launch().shutdown().within().toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        } finally {
            process.destroyForcibly().onExit().join();
        }
        assertThat(Files.readString(log)).doesNotContain("standin:").doesNotContain("Unknown vLLM environment");
    }

    private static Process started(StandIns standIns, RenderedLaunch rendered, Path log) throws IOException {
        List<String> command = new ArrayList<>(rendered.command());
        command.set(0, standIns.bin().resolve(command.getFirst()).toString());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().putAll(rendered.environment());
        return builder.start();
    }

    private static void awaitHealthy(RenderedLaunch rendered, Process process, Path log) {
        Checks.Health health = rendered.launch().checks().health();
        Waiting.until("health of " + rendered.command(), PATIENCE, () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("it ended with " + process.exitValue() + ": " + text(log));
            }
            try {
                int status = send("GET", rendered.base(health.port()) + health.path(), "")
                        .statusCode();
                boolean allowed = status == 200 || health.loadingStatuses().contains(status);
                assertThat(allowed).as("status " + status + " while loading").isTrue();
                return status == 200 ? Waiting.Look.found(status) : Waiting.Look.notYet("it answers " + status);
            } catch (UncheckedIOException e) {
                assertThat(health.refusedWhileLoading()
                                || !rendered.launch()
                                        .checks()
                                        .health()
                                        .loadingStatuses()
                                        .isEmpty())
                        .isTrue();
                return Waiting.Look.notYet("refused " + text(log));
            }
        });
    }

    private static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpResponse<String> send(String method, String url, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + RenderedLaunch.KEY)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> call(RenderedLaunch rendered, HttpCall call) {
        HttpResponse<String> answer = send(
                call.method(), rendered.base(call.port()) + rendered.fill(call.path()), rendered.fill(call.body()));
        assertThat(call.fine()).as(call + ": " + answer.body()).contains(answer.statusCode());
        return answer;
    }

    private static void ask(RenderedLaunch rendered) {
        Checks.Inference inference = rendered.launch().checks().inference().orElseThrow();
        assertThat(inference.questions()).isNotEmpty();
        for (Checks.Question question : inference.questions()) {
            JsonNode answer =
                    Json.MAPPER.readTree(call(rendered, question.call()).body());
            assertThat(answer.at(question.expect()).isMissingNode())
                    .as(question + ": " + answer)
                    .isFalse();
        }
    }

    private static void metrics(RenderedLaunch rendered) {
        var map = rendered.launch().metrics();
        if (map.path().isEmpty()) {
            return;
        }
        HttpResponse<String> page = send("GET", rendered.base(map.port()) + map.path(), "");
        assertThat(page.statusCode()).isEqualTo(200);
        map.sources()
                .forEach((metric, sources) -> assertThat(sources)
                        .as(metric + " in " + page.body())
                        .anyMatch(s -> page.body()
                                .lines()
                                .anyMatch(l -> l.matches(Pattern.quote(s.name()) + "(_bucket)?(\\{.*"
                                        + labels(s.labels(), s.label()) + ".*})? .*"))));
    }

    private static String labels(Map<String, String> labels, String label) {
        List<String> wanted = new ArrayList<>();
        labels.forEach((k, v) -> wanted.add(k + "=\"" + v + "\""));
        if (!label.isEmpty()) {
            wanted.add(label + "=\"");
        }
        return String.join(".*", wanted.stream().map(Pattern::quote).toList());
    }

    private void adapters(RenderedLaunch rendered) {
        AdapterAbility ability = rendered.launch().adapters();
        if (ability.when() != AdapterAbility.When.AT_RUN_TIME || ability.load().isEmpty()) {
            return;
        }
        Path adapter = MODEL.resolve("adapters/pirate");
        rendered.values()
                .putAll(Map.of(
                        "adapter.name",
                        "pirate",
                        "adapter.directory",
                        adapter.toString(),
                        "adapter.file",
                        adapter.resolve("adapter_model.safetensors").toString()));
        call(rendered, ability.load().get());
        assertThat(listed(rendered, ability)).contains("pirate");
        String model = rendered.fill(ability.requestModel().replace("{{served.name}}", "tiny"));
        String body =
                "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"capital of France\"}]}";
        assertThat(send("POST", rendered.base() + "/v1/chat/completions", body).body())
                .contains("pirate says");
        call(rendered, ability.unload().orElseThrow());
        assertThat(listed(rendered, ability)).doesNotContain("pirate");
    }

    private static List<String> listed(RenderedLaunch rendered, AdapterAbility ability) {
        AdapterAbility.Listed listed = ability.listed().orElseThrow();
        JsonNode list = Json.MAPPER
                .readTree(call(rendered, ability.list().orElseThrow()).body())
                .at(listed.pointer());
        List<String> names = new ArrayList<>();
        list.forEach(n -> names.add(n.path(listed.name()).asString("")));
        return names;
    }

    private static void sleep(RenderedLaunch rendered) {
        Optional<SleepAbility> ability = rendered.launch().sleep();
        if (ability.isEmpty()) {
            return;
        }
        ability.get().sleep().forEach(c -> call(rendered, c));
        asleep(rendered, ability.get(), true);
        ability.get().wake().forEach(c -> call(rendered, c));
        asleep(rendered, ability.get(), false);
        ask(rendered);
    }

    private static void asleep(RenderedLaunch rendered, SleepAbility ability, boolean expected) {
        ability.asks().ifPresent(asks -> {
            JsonNode answer = Json.MAPPER.readTree(call(rendered, asks).body());
            assertThat(answer.at(ability.asleep()).asBoolean(!expected)).isEqualTo(expected);
        });
    }

    /** Each stage that the runtime tells of is told by the log. */
    private static void signs(RenderedLaunch rendered, String log) {
        Map<Object, Boolean> seen = new HashMap<>();
        rendered.launch()
                .startup()
                .signs()
                .forEach(s -> seen.merge(
                        s.stage(),
                        log.lines()
                                .anyMatch(l ->
                                        Pattern.compile(s.pattern()).matcher(l).find()),
                        Boolean::logicalOr));
        boolean documented = !rendered.command().getFirst().equals("ollama");
        assertThat(seen.values()).as(log).contains(true);
        assertThat(documented && seen.containsValue(false)).as(seen + log).isFalse();
    }

    @ParameterizedTest
    @MethodSource("runtimes")
    void whatItDiesOfIsUnderstood(String name) {
        Runtime runtime = ShippedLaunches.named(name);
        StandIns standIns = StandIns.in(home.resolve("standins"), machine(name));
        RenderedLaunch rendered =
                render(ShippedLaunches.withWhatItHas(runtime, USUAL), runtime, home.resolve("instance"));
        List<String> unknown = new ArrayList<>();
        for (String kind : failures(name)) {
            String words = standIns.lastWords(
                    rendered.command(),
                    rendered.environment(),
                    Map.of("crash", "loading:" + kind, "phase.millis", "0"));
            boolean found = rendered.launch().startup().failures().stream()
                    .anyMatch(f -> words.lines()
                            .anyMatch(
                                    l -> Pattern.compile(f.pattern()).matcher(l).find()));
            if (!found) {
                unknown.add(kind + ": " + words);
            }
        }
        assertThat(unknown).isEmpty();
    }

    /** What its stand-in has words for that are documented. */
    private static List<String> failures(String runtime) {
        return switch (runtime) {
            case "ollama" -> List.of();
            case "llama-server" -> List.of("oom", "driver", "kernel");
            case "mindie" -> List.of("oom", "nccl");
            case "lmdeploy", "tensorrt-llm" -> List.of("oom", "nccl", "driver", "kernel");
            default -> List.of("oom", "cache", "nccl", "driver", "kernel");
        };
    }
}
