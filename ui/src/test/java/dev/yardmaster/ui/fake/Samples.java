package dev.yardmaster.ui.fake;

import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.contract.deployment.Condition;
import dev.yardmaster.contract.deployment.Deployment;
import dev.yardmaster.contract.deployment.Instance;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.contract.deployment.Progress;
import dev.yardmaster.contract.document.DeploymentSpec;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.contract.document.ModelSpec;
import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.Inventory;
import dev.yardmaster.contract.node.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
