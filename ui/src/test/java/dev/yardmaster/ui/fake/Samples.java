package dev.yardmaster.ui.fake;

import dev.yardmaster.contract.catalog.Adapter;
import dev.yardmaster.contract.catalog.AdapterFacts;
import dev.yardmaster.contract.catalog.AttentionLayers;
import dev.yardmaster.contract.catalog.Capability;
import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.contract.deployment.Condition;
import dev.yardmaster.contract.deployment.Deployment;
import dev.yardmaster.contract.deployment.Instance;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.contract.deployment.Progress;
import dev.yardmaster.contract.document.AdapterSpec;
import dev.yardmaster.contract.document.DeploymentSpec;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.contract.document.ModelSpec;
import dev.yardmaster.contract.document.PrefetchSpec;
import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.DeviceHealth;
import dev.yardmaster.contract.node.Inventory;
import dev.yardmaster.contract.node.Node;
import dev.yardmaster.contract.weights.NodeWeights;
import dev.yardmaster.contract.weights.Prefetch;
import dev.yardmaster.contract.weights.WeightsState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Records that look like real ones. */
public final class Samples {
    private Samples() {}

    public static Model model(String name, String source, ModelFormat format, ModelFile... files) {
        long bytes = List.of(files).stream().mapToLong(ModelFile::size).sum();
        Metadata metadata = new Metadata(
                name, "default", Map.of(), Optional.of(1L), Optional.of(Instant.parse("2026-11-20T08:00:00Z")));
        return new Model(
                Kind.API_VERSION,
                "Model",
                metadata,
                ModelSpec.from(source),
                new Model.Status(hex(name, 40), format, bytes, List.of(files)));
    }

    /** The same with facts: stated ones win. */
    public static Model withFacts(Model model, ModelFacts stated, ModelFacts derived, ModelFacts counted) {
        Model.Status s = model.status();
        return new Model(
                model.apiVersion(),
                model.kind(),
                model.metadata(),
                new ModelSpec(model.spec().source(), List.of(), List.of(), Optional.empty(), Optional.of(stated)),
                new Model.Status(
                        s.commit(),
                        s.format(),
                        s.bytes(),
                        s.files(),
                        counted,
                        derived,
                        List.of("The chat template could not be read.")));
    }

    public static ModelFacts facts(long parameters, int context, Capability... capabilities) {
        return new ModelFacts(
                Optional.of("LlamaForCausalLM"),
                Optional.of("llama"),
                Optional.of(parameters),
                Optional.empty(),
                Optional.of("bfloat16"),
                Optional.of(
                        new ModelFacts.Quantization("gguf", Optional.of("Q4_K_M"), Optional.of(4.5), Optional.empty())),
                Optional.of(context),
                Optional.empty(),
                Optional.of(32),
                Optional.of(4096),
                Optional.of(32),
                Optional.of(8),
                Optional.of(128),
                Optional.of(128_256),
                Optional.empty(),
                List.of(new AttentionLayers(AttentionLayers.Type.FULL, 32, 131_072, 0, Optional.empty())),
                Set.of(capabilities),
                Optional.empty(),
                Optional.of("llama3.1"),
                Optional.of(true));
    }

    public static Adapter adapter(String name, String base, String source) {
        return new Adapter(
                Kind.API_VERSION,
                "Adapter",
                Metadata.named(name),
                new AdapterSpec(source, base, List.of(), List.of(), Optional.empty()),
                new Adapter.Status(
                        hex(name, 40),
                        ModelFormat.SAFETENSORS,
                        83_000_000,
                        List.of(file("adapter_model.safetensors", 83_000_000)),
                        new AdapterFacts(
                                Optional.of(16),
                                Optional.of(32.0),
                                new TreeSet<>(List.of("q_proj", "v_proj")),
                                Optional.of("acme/base"),
                                Optional.empty(),
                                Optional.of(32),
                                Optional.of(4096),
                                Optional.of(41_000_000L),
                                Optional.empty(),
                                Optional.empty()),
                        List.of()));
    }

    public static NodeWeights weights(String node, String model, WeightsState state, long done, long total) {
        boolean fetching = state == WeightsState.FETCHING;
        return new NodeWeights(
                node,
                Kind.MODEL,
                model,
                hex(model, 16),
                state,
                fetching ? "3 of 5 files are complete." : "All files are verified.",
                new Progress(done, total),
                fetching ? 400_000_000L : 0,
                fetching ? Optional.of(Duration.ofSeconds(34)) : Optional.empty(),
                done,
                fetching ? 0 : 1_000_000_000L,
                List.of("deployment 'chat'"),
                Instant.parse("2026-11-24T09:59:00Z"));
    }

    public static Prefetch prefetch(String name, String model, NodeWeights... nodes) {
        int held = (int) List.of(nodes).stream()
                .filter(n -> n.state() == WeightsState.HELD)
                .count();
        return new Prefetch(
                Kind.API_VERSION,
                "Prefetch",
                Metadata.named(name),
                new PrefetchSpec(Optional.of(model), Optional.empty(), Map.of("pool", "gpu")),
                new Prefetch.Status(held, nodes.length, List.of(nodes)));
    }

    public static ModelFile file(String path, long size) {
        return new ModelFile(path, size, hex(path, 64));
    }

    public static Deployment deployment(
            String name, String model, Deployment.Phase phase, int revision, int ready, int wanted, String sentence) {
        Metadata metadata = new Metadata(name, "default", Map.of("team", "search"), Optional.of(4L), Optional.empty());
        return new Deployment(
                Kind.API_VERSION,
                "Deployment",
                metadata,
                DeploymentSpec.of(model).withReplicas(wanted),
                new Deployment.Status(phase, revision, ready, wanted, wanted, sentence));
    }

    public static Instance instance(
            String id, String deployment, InstanceState state, InstanceReason reason, String sentence, Instant since) {
        return new Instance(
                id,
                deployment,
                1,
                new Condition(state, reason, sentence, since),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0);
    }

    public static Instance on(Instance i, String node, int port, int revision, int restarts) {
        Optional<String> endpoint = port > 0 ? Optional.of("http://127.0.0.1:" + port) : Optional.empty();
        return new Instance(
                i.id(), i.deployment(), revision, i.condition(), Optional.of(node), endpoint, i.progress(), restarts);
    }

    public static Instance fetching(Instance i, long done, long total) {
        return new Instance(
                i.id(),
                i.deployment(),
                i.revision(),
                i.condition(),
                i.node(),
                i.endpoint(),
                Optional.of(new Progress(done, total)),
                i.restarts());
    }

    public static Node node(String name, Node.State state, int gpus, Instant now) {
        boolean online = state == Node.State.ONLINE;
        return new Node(
                name,
                gpus > 0 ? Map.of("zone", "a", "pool", "gpu") : Map.of("zone", "b"),
                state,
                online ? "Its agent renews the lease." : "Its lease ran out; engines there may still run.",
                false,
                now.minus(Duration.ofDays(3)),
                now.plus(Duration.ofSeconds(online ? 14 : -190)),
                "0.1.0",
                12,
                online ? 12 : 11,
                inventory(name, gpus));
    }

    /** The node with its first device in quarantine. */
    public static Node quarantined(Node n, Instant now) {
        List<Accelerator> devices = new java.util.ArrayList<>(n.inventory().accelerators());
        Accelerator a = devices.getFirst();
        DeviceHealth.Sign sign = new DeviceHealth.Sign(
                "XID 79", DeviceHealth.State.QUARANTINED, "The GPU fell off the bus. Restart the host.", now);
        devices.set(
                0,
                new Accelerator(
                        a.vendor(),
                        a.index(),
                        a.uuid(),
                        a.product(),
                        a.memoryBytes(),
                        a.memoryFreeBytes(),
                        a.computeCapability(),
                        a.driver(),
                        a.facts(),
                        new DeviceHealth(DeviceHealth.State.QUARANTINED, List.of(sign))));
        Inventory i = n.inventory();
        return new Node(
                n.name(),
                n.labels(),
                n.state(),
                n.sentence(),
                n.cordoned(),
                n.joinedAt(),
                n.leaseUntil(),
                n.agentVersion(),
                n.assignmentVersion(),
                n.observedVersion(),
                new Inventory(
                        i.hostname(),
                        i.operatingSystem(),
                        i.architecture(),
                        i.cpuModel(),
                        i.cpuCores(),
                        i.cpuFeatures(),
                        i.memoryBytes(),
                        i.memoryAvailableBytes(),
                        i.weightsBytesTotal(),
                        i.weightsBytesFree(),
                        devices,
                        i.host(),
                        i.notes()));
    }

    private static Inventory inventory(String host, int gpus) {
        List<Accelerator> devices = IntStream.range(0, gpus)
                .mapToObj(i -> new Accelerator(
                        Accelerator.Vendor.NVIDIA,
                        i,
                        "GPU-" + hex(host + i, 8),
                        "NVIDIA H100 80GB HBM3",
                        85_899_345_920L,
                        81_604_378_624L,
                        "9.0",
                        "570.86"))
                .toList();
        return new Inventory(
                host + ".internal",
                "Debian GNU/Linux 12",
                "x86_64",
                gpus > 0 ? "Intel Xeon Platinum 8481C" : "AMD EPYC 7B13",
                gpus > 0 ? 104 : 16,
                new TreeSet<>(List.of("avx2", "fma", "f16c", "bmi2", "avx512f")),
                gpus > 0 ? 1_900_000_000_000L : 64_000_000_000L,
                gpus > 0 ? 1_610_000_000_000L : 51_000_000_000L,
                3_840_000_000_000L,
                gpus > 0 ? 2_930_000_000_000L : 3_510_000_000_000L,
                devices,
                gpus > 0 ? List.of() : List.of("nvidia-smi: not installed"));
    }

    static String hex(String seed, int length) {
        StringBuilder hex = new StringBuilder();
        int state = seed.hashCode() | 1;
        while (hex.length() < length) {
            state = state * 1_103_515_245 + 12_345;
            hex.append(Character.forDigit((state >>> 16) & 15, 16));
        }
        return hex.toString();
    }
}
