package dev.yardmaster.demo;

import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.contract.access.NewApiKey;
import dev.yardmaster.contract.catalog.Capability;
import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.contract.deployment.Deployment.Phase;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.contract.deployment.PlacementVerdict;
import dev.yardmaster.contract.deployment.Progress;
import dev.yardmaster.contract.deployment.Revision;
import dev.yardmaster.contract.document.DeploymentSpec;
import dev.yardmaster.contract.event.Event.Severity;
import dev.yardmaster.contract.node.Node;
import dev.yardmaster.contract.playground.Playground;
import dev.yardmaster.contract.weights.NodeWeights;
import dev.yardmaster.contract.weights.WeightsState;
import dev.yardmaster.ui.fake.FakeYard;
import dev.yardmaster.ui.fake.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** A fleet on a busy day: one rollout, one fetch, one failure, one lost node. */
final class DemoStory {
    private static final long WEIGHTS = 16_060_000_000L;
    private final FakeYard yard;
    private final Instant now;

    DemoStory(FakeYard yard) {
        this.yard = yard;
        this.now = yard.clock.instant();
    }

    void begin() {
        models();
        nodes();
        chat();
        coder();
        summaries();
        embeddings();
        weights();
        keys();
        yard.playground.driver = this::answer;
        Thread.ofVirtual().start(this::live);
    }

    private void models() {
        yard.put(Samples.model(
                "tiny-chat",
                "hub://yardmaster/tiny-chat@v2-good",
                ModelFormat.GGUF,
                Samples.file("tiny-chat-v2-good-f16.gguf", 1_903_424),
                Samples.file("README.md", 2_210)));
        yard.put(Samples.model(
                "llama-3.1-8b",
                "hf://meta-llama/Llama-3.1-8B-Instruct",
                ModelFormat.SAFETENSORS,
                Samples.file("model-00001-of-00002.safetensors", 9_010_000_000L),
                Samples.file("model-00002-of-00002.safetensors", 7_050_000_000L),
                Samples.file("config.json", 855),
                Samples.file("tokenizer.json", 9_085_657)));
        yard.put(Samples.model(
                "qwen3-coder-30b",
                "hf://Qwen/Qwen3-Coder-30B-A3B-Instruct-GGUF/*Q4_K_M*",
                ModelFormat.GGUF,
                Samples.file("qwen3-coder-30b-a3b-q4_k_m.gguf", 18_600_000_000L)));
    }

    private void weights() {
        yard.put(Samples.withFacts(
                yard.modelService.find("llama-3.1-8b").orElseThrow(),
                ModelFacts.UNKNOWN,
                Samples.facts(8_030_261_248L, 131_072, Capability.CHAT, Capability.COMPLETION, Capability.TOOLS),
                Samples.facts(8_030_261_248L, 131_072, Capability.CHAT, Capability.COMPLETION, Capability.TOOLS)));
        NodeWeights held =
                Samples.weights("gpu-1", "llama-3.1-8b", WeightsState.HELD, 16_069_086_512L, 16_069_086_512L);
        NodeWeights fetching =
                Samples.weights("gpu-2", "llama-3.1-8b", WeightsState.FETCHING, 2_400_000_000L, 16_069_086_512L);
        yard.library.put(held);
        yard.library.put(fetching);
        yard.library.put(Samples.prefetch("warm-llama", "llama-3.1-8b", held, fetching));
        yard.library.put(Samples.adapter("support-tone", "llama-3.1-8b", "hf://acme/support-tone-lora"));
    }

    private void nodes() {
        yard.put(Samples.node("gpu-1", Node.State.ONLINE, 8, now));
        yard.put(Samples.node("gpu-2", Node.State.ONLINE, 8, now));
        yard.put(Samples.node("gpu-3", Node.State.UNREACHABLE, 8, now));
        yard.put(Samples.node("cpu-1", Node.State.ONLINE, 0, now));
        event(190, Severity.ERROR, "Node", "gpu-3", "LEASE_LOST", "Its lease ran out; its instances are replaced.");
    }

    private void chat() {
        yard.put(Samples.deployment(
                "chat",
                "tiny-chat",
                Phase.PROGRESSING,
                3,
                2,
                3,
                "Rolling to revision 3: 2 of 3 instances answer, 1 is fetching its weights."));
        DeploymentSpec first = DeploymentSpec.of("tiny-chat").withReplicas(3);
        DeploymentSpec third = new DeploymentSpec(
                "tiny-chat",
                Optional.of(3),
                Optional.empty(),
                DeploymentSpec.EngineSettings.of(Optional.of(4096), Optional.of(8), Optional.empty()),
                first.placement());
        yard.revisions.put(
                "chat",
                List.of(
                        revision(3, third, "c0ffee03", 4),
                        revision(2, first, "c0ffee02", 180),
                        revision(1, first, "c0ffee01", 2900)));
        add(
                "chat-3-k3f9x",
                "chat",
                InstanceState.READY,
                InstanceReason.PROBE_SUCCEEDED,
                "It answers.",
                170,
                "gpu-1",
                3,
                0);
        add(
                "chat-3-p0q2m",
                "chat",
                InstanceState.READY,
                InstanceReason.ADOPTED,
                "The agent restarted and took it over.",
                95,
                "gpu-2",
                3,
                0);
        add(
                "chat-3-w8e1a",
                "chat",
                InstanceState.PREFETCHING,
                InstanceReason.FETCHING_WEIGHTS,
                "Fetching tiny-chat-v2-good-f16.gguf from the hub.",
                12,
                "cpu-1",
                3,
                0);
        add(
                "chat-2-z7y5t",
                "chat",
                InstanceState.DRAINING,
                InstanceReason.REPLACED_BY_REVISION,
                "2 requests are still being answered.",
                8,
                "gpu-2",
                2,
                0);
        yard.change("chat-3-w8e1a", i -> Samples.fetching(i, 0, WEIGHTS));
        event(
                240,
                Severity.INFO,
                "Deployment",
                "chat",
                "REVISION_CREATED",
                "Revision 3 changes engine.contextLength and engine.maxConcurrency.");
        event(170, Severity.INFO, "Instance", "chat-3-k3f9x", "PROBE_SUCCEEDED", "Ready on gpu-1 after 1.9 s.");
        event(12, Severity.INFO, "Instance", "chat-3-w8e1a", "PLACED", "Placed on cpu-1.");
        yard.log("chat-3-k3f9x", "llama.cpp build 4916, AVX2 FMA F16C");
        yard.log("chat-3-k3f9x", "loading tiny-chat-v2-good-f16.gguf: 1.9 MB");
        yard.log("chat-3-k3f9x", "listening on 127.0.0.1:20417");
        verdicts("chat");
    }

    private void coder() {
        yard.put(Samples.deployment(
                "coder",
                "qwen3-coder-30b",
                Phase.DEGRADED,
                1,
                0,
                1,
                "Its only instance keeps failing; next try in 40 s."));
        yard.revisions.put("coder", List.of(revision(1, DeploymentSpec.of("qwen3-coder-30b"), "beefbeef", 20)));
        add(
                "coder-1-d4c2b",
                "coder",
                InstanceState.FAILED,
                InstanceReason.ENGINE_EXITED,
                "The engine ended with code 137 while loading (attempt 4); tried again in 40 s.",
                22,
                "cpu-1",
                1,
                4);
        event(
                22,
                Severity.ERROR,
                "Instance",
                "coder-1-d4c2b",
                "ENGINE_EXITED",
                "The engine ended with code 137 while loading.");
        yard.log("coder-1-d4c2b", "loading qwen3-coder-30b-a3b-q4_k_m.gguf: 18.6 GB");
        verdicts("coder");
    }

    private void summaries() {
        yard.put(Samples.deployment(
                "summaries",
                "llama-3.1-8b",
                Phase.PROGRESSING,
                1,
                1,
                2,
                "1 of 2 instances answers; for the other no node fits."));
        yard.revisions.put("summaries", List.of(revision(1, DeploymentSpec.of("llama-3.1-8b"), "abad1dea", 900)));
        add(
                "summaries-1-m2n3b",
                "summaries",
                InstanceState.READY,
                InstanceReason.PROBE_SUCCEEDED,
                "It answers.",
                86_000,
                "gpu-1",
                1,
                1);
        yard.put(Samples.instance(
                "summaries-1-q9w8e",
                "summaries",
                InstanceState.PENDING,
                InstanceReason.NOTHING_FITS,
                "No node fits: 2 have no free accelerator, 1 is unreachable, 1 has 51.0 GB of the 61.5 GB needed.",
                now.minusSeconds(185)));
        event(185, Severity.WARNING, "Instance", "summaries-1-q9w8e", "NOTHING_FITS", "No node fits.");
        verdicts("summaries");
    }

    private void embeddings() {
        yard.put(Samples.deployment(
                "night-batch",
                "llama-3.1-8b",
                Phase.SCALED_TO_ZERO,
                5,
                0,
                0,
                "Scaled to zero; scale it to serve again."));
    }

    private void keys() {
        yard.keyService.create(new NewApiKey("search backend", Set.of(KeyScope.INFERENCE), Optional.empty()));
        yard.keyService.create(new NewApiKey("prometheus", Set.of(KeyScope.METRICS), Optional.of(Duration.ofDays(90))));
        yard.keyService.create(new NewApiKey("gateway", Set.of(KeyScope.GATEWAY), Optional.empty()));
    }

    private void verdicts(String deployment) {
        yard.verdicts.put(
                deployment,
                List.of(
                        new PlacementVerdict(
                                "gpu-1",
                                true,
                                82,
                                List.of("+60: 8 accelerators, 2 free", "+22: weights are already held")),
                        new PlacementVerdict(
                                "gpu-2", true, 61, List.of("+60: 8 accelerators, 1 free", "+1: less is placed there")),
                        new PlacementVerdict("gpu-3", false, 0, List.of("Unreachable: its lease ran out")),
                        new PlacementVerdict("cpu-1", false, 0, List.of("Memory: 51.0 GB available, 61.5 GB needed"))));
    }

    private static Revision revision(int number, DeploymentSpec spec, String commit, long minutesAgo) {
        return new Revision(
                number,
                spec,
                commit.repeat(5),
                "llama-cpp",
                "Weights are GGUF, and llama-cpp is the only runtime that reads them.",
                Instant.now().minus(Duration.ofMinutes(minutesAgo)));
    }

    private void add(
            String id,
            String deployment,
            InstanceState state,
            InstanceReason reason,
            String sentence,
            long ago,
            String node,
            int revision,
            int restarts) {
        int port = state == InstanceState.READY || state == InstanceState.DRAINING
                ? 20_400 + Math.abs(id.hashCode() % 90)
                : 0;
        yard.put(Samples.on(
                Samples.instance(id, deployment, state, reason, sentence, now.minusSeconds(ago)),
                node,
                port,
                revision,
                restarts));
    }

    private void event(long ago, Severity severity, String kind, String name, String reason, String sentence) {
        yard.events.recordAgo(Duration.ofSeconds(ago), severity, kind, name, reason, sentence);
    }

    /** Leases are renewed, weights arrive, the log grows. */
    private void live() {
        for (long tick = 0; ; tick++) {
            pause(400);
            long t = tick;
            yard.change("chat-3-w8e1a", i -> {
                long done = i.progress().map(Progress::done).orElse(0L);
                return Samples.fetching(i, done >= WEIGHTS ? 0 : done + WEIGHTS / 150, WEIGHTS);
            });
            if (t % 10 == 0) {
                List.of("gpu-1", "gpu-2")
                        .forEach(n -> yard.put(Samples.node(n, Node.State.ONLINE, 8, yard.clock.instant())));
                yard.log("chat-3-k3f9x", "slot 1: 41 tokens in 18 ms, 2277 tokens/s");
            }
        }
    }

    private void answer(Playground.Question question, Playground.Listener listener, AtomicBoolean cancelled) {
        Thread.ofVirtual().start(() -> {
            String text = "The capital of France is Paris. It lies on the Seine and has been the seat of the country's"
                    + " government for most of its history.";
            String[] tokens = text.split("(?<= )");
            pause(180);
            int sent = 0;
            for (String token : tokens) {
                if (cancelled.get()) {
                    break;
                }
                listener.token(token);
                sent++;
                pause(30);
            }
            listener.done(new Playground.Figures(
                    Duration.ofMillis(182),
                    Duration.ofMillis(182 + 30L * sent),
                    23,
                    sent,
                    cancelled.get() ? "cancelled" : "stop",
                    "chat-3-k3f9x"));
        });
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
