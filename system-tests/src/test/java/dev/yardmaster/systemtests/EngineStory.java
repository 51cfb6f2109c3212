package dev.yardmaster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.cli.api.ApiException;
import dev.yardmaster.cli.api.Json;
import dev.yardmaster.cli.chat.Answer;
import dev.yardmaster.cli.chat.ChatRequest;
import dev.yardmaster.cli.chat.Gateway;
import dev.yardmaster.cli.process.Waiting;
import dev.yardmaster.contract.agent.AssignedAdapter;
import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.agent.Observation;
import dev.yardmaster.contract.deployment.Forecast;
import dev.yardmaster.contract.deployment.Instance;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.contract.deployment.Revision;
import dev.yardmaster.contract.document.ApplyReport;
import dev.yardmaster.contract.engine.AdapterAbility;
import dev.yardmaster.contract.engine.EngineMetric;
import dev.yardmaster.contract.runtime.RuntimeVerdict;
import dev.yardmaster.standins.bin.StandIns;
import dev.yardmaster.systemtests.world.ExtraAgent;
import dev.yardmaster.systemtests.world.OpenAi;
import dev.yardmaster.systemtests.world.Repository;
import dev.yardmaster.systemtests.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.HttpUrl;

/** One runtime's story on a node of its own, step by step. */
final class EngineStory implements AutoCloseable {
    /** Longer than the two minutes that an engine is given which does not tell what it computes. */
    private static final Duration PATIENCE = Duration.ofSeconds(200);

    private static final String QUESTION = "What is the capital of France?";
    private static final String ADAPTER = "pirate";
    private static final Path MODEL = Repository.demoModels().resolve("tiny-chat/v1");

    private final World world;
    private final StoryCast cast;
    private final String name;
    private final StandIns standIns;
    private final AgentRelay relay;
    private final ExtraAgent agent;

    private EngineStory(World world, StoryCast cast, Path home) throws IOException {
        this.world = world;
        this.cast = cast;
        this.name = "story-" + cast.runtime().name();
        this.standIns = StandIns.in(home.resolve("machine"), cast.machine(), true, cast.programs());
        this.relay = AgentRelay.to(world.settings().serverUrl());
        this.agent = ExtraAgent.joined(
                world,
                name,
                home.resolve("node"),
                Map.of("PATH", standIns.path(), "YARD_SERVER_URL", relay.url(), "YARD_CONTAINER_RUNTIME", "none"));
    }

    /** The node has joined, and the model and its adapter are in the catalogue and nowhere else. */
    static EngineStory begin(World world, StoryCast cast, Path home) throws IOException {
        push(world, cast, home.resolve("push"));
        cast.extended().ifPresent(world::apply);
        EngineStory story = new EngineStory(world, cast, home);
        try {
            story.awaitInventory();
            return story;
        } catch (RuntimeException e) {
            story.close();
            throw e;
        }
    }

    private static void push(World world, StoryCast cast, Path files) throws IOException {
        String kind = cast.gguf() ? "gguf" : "files";
        copy(MODEL, files.resolve("model"), p -> cast.gguf() == p.endsWith(".gguf") && !p.endsWith(".md"));
        copy(
                MODEL.resolve("adapters/" + ADAPTER),
                files.resolve("adapter"),
                p -> cast.gguf() == p.endsWith(".gguf") && !p.endsWith(".md"));
        world.push("tests/story-" + kind, files.resolve("model"));
        world.push("tests/story-" + kind + "-" + ADAPTER, files.resolve("adapter"));
        world.apply("""
                apiVersion: yardmaster.dev/v1
                kind: Model
                metadata:
                  name: story-%1$s
                spec:
                  source: hub://tests/story-%1$s
                ---
                apiVersion: yardmaster.dev/v1
                kind: Adapter
                metadata:
                  name: story-%1$s-pirate
                spec:
                  source: hub://tests/story-%1$s-pirate
                  base: story-%1$s
                """.formatted(kind));
    }

    private static void copy(Path from, Path to, Predicate<String> wanted) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> all = Files.list(from)) {
            for (Path file : all.filter(Files::isRegularFile)
                    .filter(f -> wanted.test(f.getFileName().toString()))
                    .toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private String kind() {
        return cast.gguf() ? "gguf" : "files";
    }

    private void awaitInventory() {
        Waiting.until("the node telling what it has", PATIENCE, () -> {
            var node = world.api().get("nodes/" + name);
            String all = node.toString();
            boolean told =
                    all.contains(cast.seen()) && all.contains(cast.machine().product());
            return told ? Waiting.Look.found(node) : Waiting.Look.notYet(node.toString());
        });
    }

    private String deployment(String runtime) {
        return """
                apiVersion: yardmaster.dev/v1
                kind: Deployment
                metadata:
                  name: %s
                spec:
                  model: story-%s
                  %s
                  engine: %s
                  placement:
                    nodeLabels:
                      only: %s
                """.formatted(name, kind(), runtime, cast.settings(), name);
    }

    /** What would be chosen by itself here, and what is recorded of the runtime that is named. */
    void select() {
        if (!cast.seen().isEmpty() || cast.program().isEmpty()) {
            unnamed();
        }
        world.apply(deployment("runtime: " + cast.stated()));
        Revision revision = Json.MAPPER.treeToValue(
                world.api().get("deployments/" + name + "/revisions").path(0), Revision.class);
        assertThat(revision.runtime()).isEqualTo(cast.stated());
        assertThat(revision.why()).contains(cast.stated());
        List<RuntimeVerdict> verdicts = revision.choice().orElseThrow().verdicts();
        assertThat(verdicts).extracting(RuntimeVerdict::runtime).containsAll(ShippedLaunches.ALL.keySet());
        assertThat(verdicts).allSatisfy(v -> assertThat(v.why()).isNotEmpty());
    }

    private void unnamed() {
        Forecast forecast = Json.MAPPER
                .treeToValue(
                        world.api().post("apply", Map.of("dryRun", "true"), "application/yaml", deployment("")),
                        ApplyReport.class)
                .results()
                .getFirst()
                .forecast()
                .orElseThrow();
        assertThat(forecast.runtime().runtime())
                .as(forecast.runtime().toString())
                .isEqualTo(cast.stated());
    }

    /** Stages in order, each with a reason, and none left out that has to be there. */
    void fetchStartLoad() {
        Instance instance = ready();
        List<Observation> seen = relay.seen(instance.id());
        List<InstanceState> states = states(seen);
        assertThat(states)
                .as(seen.toString())
                .isSorted()
                .contains(InstanceState.STARTING)
                .endsWith(InstanceState.READY);
        assertThat(seen).allSatisfy(o -> assertThat(o.condition().sentence()).isNotBlank());
        Map<InstanceState, Set<InstanceReason>> reasons = seen.stream()
                .collect(Collectors.groupingBy(
                        o -> o.condition().state(),
                        LinkedHashMap::new,
                        Collectors.mapping(
                                o -> o.condition().reason(),
                                Collectors.toCollection(() -> EnumSet.noneOf(InstanceReason.class)))));
        assertThat(reasons.get(InstanceState.STARTING)).contains(InstanceReason.LAUNCHED);
        assertThat(reasons.get(InstanceState.READY)).containsExactly(InstanceReason.PROBE_SUCCEEDED);
        assertThat(agent.home().resolve("agent/weights"))
                .isDirectoryRecursivelyContaining("glob:**/*.{gguf,safetensors}");
    }

    private static List<InstanceState> states(List<Observation> seen) {
        return seen.stream().map(o -> o.condition().state()).distinct().toList();
    }

    /** What fails on the way is not waited for. */
    private Instance ready() {
        Instance instance = Waiting.until(name + " being ready", PATIENCE, () -> {
            List<Instance> all = world.instances(name);
            assertThat(all)
                    .as(agent.child().lastLines().toString())
                    .noneMatch(i -> i.condition().state() == InstanceState.FAILED);
            return all.stream()
                    .filter(i -> i.condition().state() == InstanceState.READY)
                    .findFirst()
                    .map(Waiting.Look::found)
                    .orElseGet(() -> Waiting.Look.notYet(all.toString()));
        });
        world.awaitReady(name);
        Waiting.until("the gateway knowing " + name, PATIENCE, () -> {
            OpenAi.Reply reply = world.openAi().get("/v1/models");
            return reply.body().contains("\"" + name + "\"")
                    ? Waiting.Look.found(reply)
                    : Waiting.Look.notYet(reply.toString());
        });
        return instance;
    }

    void chatAndStream() {
        assertThat(world.openAi().ask(name, QUESTION)).isEqualTo("Paris");
        Answer streamed = world.openAi().stream(name, "Say hello to the yard master, please.");
        assertThat(streamed.text()).isNotBlank();
        assertThat(streamed.completionTokens()).isPositive();
        assertThat(streamed.finishReason()).isIn("stop", "length");
        assertThat(new OpenAi(world.settings().gatewayUrl(), "yk_0000000000_" + "x".repeat(43))
                        .post("/v1/chat/completions", "{\"model\":\"" + name + "\",\"messages\":[]}")
                        .status())
                .isEqualTo(401);
    }

    /** Everything that the runtime maps is there in our terms, and what must have moved has moved. */
    void metrics() {
        Set<EngineMetric> mapped = cast.runtime().resolved().metrics().sources().keySet();
        Waiting.until("metrics of " + name, PATIENCE, () -> {
            String page = agent.metrics();
            List<String> missing =
                    mapped.stream().filter(m -> !told(page, m)).map(Enum::name).toList();
            return missing.isEmpty() ? Waiting.Look.found(page) : Waiting.Look.notYet(missing + " of " + page);
        });
    }

    private boolean told(String page, EngineMetric metric) {
        boolean moves = switch (metric) {
            case TTFT, ITL, END_TO_END, TOKENS_IN, TOKENS_OUT, PREFIX_QUERIES -> true;
            case RUNNING, WAITING, KV_USE, PREFIX_HITS, PREEMPTIONS, ADAPTERS_LOADED -> false;
        };
        String line = switch (metric) {
            case RUNNING -> "requests_running";
            case WAITING -> "requests_waiting";
            case KV_USE -> "kv_cache_usage_ratio";
            case PREFIX_QUERIES -> "prefix_cache_queries_tokens_total";
            case PREFIX_HITS -> "prefix_cache_hits_tokens_total";
            case TTFT -> "time_to_first_token_seconds_count";
            case ITL -> "inter_token_latency_seconds_count";
            case END_TO_END -> "request_duration_seconds_count";
            case TOKENS_IN -> "prompt_tokens_total";
            case TOKENS_OUT -> "completion_tokens_total";
            case PREEMPTIONS -> "preemptions_total";
            case ADAPTERS_LOADED -> "adapters_loaded";
        };
        return page.lines()
                .filter(l -> l.startsWith("yard_engine_" + line + "{"))
                .filter(l ->
                        l.contains("deployment=\"" + name + "\"") && l.contains("runtime=\"" + cast.stated() + "\""))
                .anyMatch(l -> !moves || Double.parseDouble(l.substring(l.lastIndexOf(' '))) > 0);
    }

    /**
     * Assigned by the agent's face, since no deployment orders adapters yet, and asked for at the engine as its runtime
     * says, since gateways do not know {@code deployment:adapter} yet.
     */
    void adapter() {
        AdapterAbility ability = cast.runtime().resolved().adapters();
        if (ability.when() == AdapterAbility.When.NEVER) {
            return;
        }
        world.apply("""
                apiVersion: yardmaster.dev/v1
                kind: Prefetch
                metadata:
                  name: %1$s
                spec:
                  adapter: story-%2$s-pirate
                  nodeLabels:
                    only: %1$s
                """.formatted(name, kind()));
        String key = Waiting.until(
                "the adapter's files being assigned",
                PATIENCE,
                () -> relay.assignment().stream()
                        .flatMap(a -> a.models().stream())
                        .filter(m -> m.repository().endsWith(ADAPTER))
                        .findFirst()
                        .map(m -> Waiting.Look.found(m.key()))
                        .orElseGet(() -> Waiting.Look.notYet(relay.assignment().toString())));
        relay.adapters(List.of(new AssignedAdapter(ADAPTER, key)));
        awaitAdapter();
        assertThat(askEngine(ability)).isNotBlank().isNotEqualTo("Paris");
    }

    /** Of an engine that takes adapters only at its start the instance that has it may be another than before. */
    private void awaitAdapter() {
        Waiting.until("the adapter being loaded by " + name, PATIENCE, () -> {
            List<Observation> last = world.instances(name).stream()
                    .flatMap(i -> relay.seen(i.id()).reversed().stream().limit(1))
                    .toList();
            return last.stream()
                            .anyMatch(o -> o.condition().state() == InstanceState.READY
                                    && o.adapters().equals(List.of(ADAPTER)))
                    ? Waiting.Look.found(true)
                    : Waiting.Look.notYet(last.toString());
        });
    }

    private Observation awaitSeen(String instance, String what, Predicate<Observation> wanted) {
        return Waiting.until(what + " of " + instance, PATIENCE, () -> {
            List<Observation> seen = relay.seen(instance);
            return seen.reversed().stream()
                    .limit(1)
                    .filter(wanted)
                    .findFirst()
                    .map(Waiting.Look::found)
                    .orElseGet(() ->
                            Waiting.Look.notYet(seen.toString() + agent.child().lastLines()));
        });
    }

    private String askEngine(AdapterAbility ability) {
        AssignedInstance assigned = relay.assignment().orElseThrow().instances().getFirst();
        String model = ability.requestModel().isEmpty()
                ? assigned.servedName()
                : ability.requestModel()
                        .replace("{{served.name}}", assigned.servedName())
                        .replace("{{adapter.name}}", ADAPTER);
        Map<String, Object> body = new LinkedHashMap<>(Map.of(
                "model",
                model,
                "messages",
                List.of(Map.of("role", "user", "content", QUESTION)),
                "temperature",
                0,
                "max_tokens",
                64));
        if (ability.when() == AdapterAbility.When.PER_REQUEST) {
            body.put("lora_request", Map.of("lora_name", ADAPTER, "lora_int_id", 1, "lora_path", adapterDirectory()));
        }
        String endpoint = ready().endpoint().orElseThrow();
        OpenAi.Reply reply = new OpenAi(endpoint, assigned.engineKey())
                .post("/v1/chat/completions", Json.MAPPER.writeValueAsString(body));
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        return reply.json().at("/choices/0/message/content").asString();
    }

    private String adapterDirectory() {
        try (Stream<Path> all = Files.walk(agent.home().resolve("agent/weights"))) {
            return all.filter(p -> p.endsWith("adapter_config.json"))
                    .map(p -> p.resolve("..").normalize().toString())
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ordered by the agent's face, since nothing in the server puts an engine to sleep yet. */
    void sleep() {
        if (cast.runtime().resolved().sleep().isEmpty()) {
            return;
        }
        String instance = ready().id();
        relay.sleep(true);
        Observation asleep = awaitSeen(instance, "sleep", o -> o.condition().state() == InstanceState.SLEEPING);
        assertThat(asleep.condition().reason()).isEqualTo(InstanceReason.ASLEEP);
        world.awaitInstance(name, InstanceState.SLEEPING);
        relay.sleep(false);
        Observation awake = awaitSeen(instance, "waking", o -> o.condition().state() == InstanceState.READY);
        assertThat(awake.condition().reason()).isEqualTo(InstanceReason.AWAKE);
        assertThat(ready().id()).isEqualTo(instance);
        assertThat(world.openAi().ask(name, QUESTION)).isNotBlank();
    }

    /** A running answer is finished, then the engine ends. */
    void drain() throws Exception {
        String instance = ready().id();
        slowly();
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Answer> answer = CompletableFuture.supplyAsync(() -> new Gateway(
                        HttpUrl.get(world.settings().gatewayUrl() + "/"), Optional.of(world.key()))
                .chat(ChatRequest.of(name, "Tell me a story, please ".repeat(10)), _ -> begun.countDown()));
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
        scale(0);
        assertThat(answer.get(120, TimeUnit.SECONDS).finishReason()).isIn("stop", "length");
        gone();
        List<Observation> seen = relay.seen(instance);
        assertThat(states(seen)).contains(InstanceState.DRAINING);
        assertThat(agent.engines().all()).isEmpty();
        standIns.well(cast.program());
        scale(1);
    }

    private void slowly() {
        standIns.order(cast.program(), Map.of("token.millis", "50"));
    }

    private void scale(int replicas) {
        world.api().post("deployments/" + name + "/scale", Map.of("replicas", replicas));
    }

    private void gone() {
        Waiting.until("instances of " + name + " being gone", PATIENCE, () -> {
            List<Instance> left = world.instances(name).stream()
                    .filter(i -> i.condition().state() != InstanceState.STOPPED)
                    .toList();
            return left.isEmpty() ? Waiting.Look.found(true) : Waiting.Look.notYet(left.toString());
        });
    }

    /** Killed once it is started anew at once; killed again it waits, and says for how long. */
    void crash() {
        String instance = ready().id();
        long first = kill(instance);
        Observation again = awaitSeen(
                instance, "the restart", o -> o.restarts() == 1 && o.condition().state() == InstanceState.READY);
        assertThat(again.condition().sentence()).isNotBlank();
        assertThat(ready().id()).isEqualTo(instance);
        assertThat(agent.engines().of(instance).orElseThrow().pid()).isNotEqualTo(first);
        assertThat(world.openAi().ask(name, QUESTION)).isNotBlank();
        if (relay.assignment().orElseThrow().instances().getFirst().adapters().size() == 1) {
            awaitAdapter();
        }
        kill(instance);
        Observation failed = awaitSeen(
                instance, "the pause", o -> o.restarts() == 2 && o.condition().state() == InstanceState.FAILED);
        assertThat(failed.condition().reason()).isEqualTo(InstanceReason.ENGINE_EXITED);
        assertThat(failed.condition().sentence()).contains("SIGKILL").contains("2 failures in a row; next try at ");
    }

    private long kill(String instance) {
        ProcessHandle engine = agent.engines().of(instance).orElseThrow();
        engine.destroyForcibly();
        return engine.pid();
    }

    /** Every answer of the running process is an error from now on, while its health is fine; the next process is well. */
    void sicken() {
        String instance = ready().id();
        long sick = agent.engines().of(instance).orElseThrow().pid();
        Instant since = Instant.now();
        standIns.order(cast.program(), Map.of("inference", "fail"));
        Instant found = awaitOnce(instance, o -> o.restarts() == 1);
        awaitSeen(
                instance,
                "the replacement",
                o -> o.restarts() == 1 && o.condition().state() == InstanceState.READY);
        Instant replaced = Instant.now();
        assertThat(agent.engines().of(instance).orElseThrow().pid()).isNotEqualTo(sick);
        assertThat(agent.home().resolve("agent.log")).content().contains("FAILED (INFERENCE_FAILED)");
        ready();
        assertThat(world.openAi().ask(name, QUESTION)).isEqualTo("Paris");
        System.out.println(cast.runtime().name() + " answers its health alone: found after "
                + Duration.between(since, found).toMillis() + " ms, replaced after "
                + Duration.between(since, replaced).toMillis() + " ms");
    }

    /** Whether it was seen at all, and when that was noticed. */
    private Instant awaitOnce(String instance, Predicate<Observation> wanted) {
        return Waiting.until("what was waited for of " + instance, PATIENCE, () -> {
            List<Observation> seen = relay.seen(instance);
            return seen.stream().anyMatch(wanted)
                    ? Waiting.Look.found(Instant.now())
                    : Waiting.Look.notYet(seen.toString());
        });
    }

    void stop() {
        world.api().delete("deployments/" + name);
        Waiting.until(name + " being gone", PATIENCE, () -> {
            String all = world.api().get("deployments").toString();
            return all.contains("\"" + name + "\"") ? Waiting.Look.notYet(all) : Waiting.Look.found(true);
        });
        assertThat(agent.engines().all()).isEmpty();
        assertThat(agent.home().resolve("agent/journal")).isEmptyDirectory();
    }

    @Override
    public void close() {
        for (String path : List.of("deployments/" + name, "prefetches/" + name)) {
            try {
                world.api().delete(path);
            } catch (ApiException.Refused e) {
                if (e.problem().status() != 404) {
                    throw e;
                }
            }
        }
        agent.close();
        relay.close();
    }
}
