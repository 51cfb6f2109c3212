package dev.yardmaster.server.runtimes.memory;

import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.contract.runtime.HardwareKind;
import dev.yardmaster.contract.runtime.MemoryTraits;
import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.server.catalog.facts.FactsReader;
import dev.yardmaster.server.runtimes.ShippedRuntimes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A figure that an engine reported, and everything that it was started with.
 *
 * @param sets traits that were taken from this very figure; empty where it only checks them
 */
record ReportedCase(
        String model,
        String version,
        String source,
        String sets,
        Figure figure,
        double reported,
        Optional<Boolean> fits,
        Load load) {
    private static final double GIB = 0x1p30;
    private static final List<Runtime> SHIPPED = ShippedRuntimes.load().list();

    /** What is compared. */
    enum Figure {
        WEIGHTS("weights, GiB a device"),
        KEY_VALUES("room for keys and values, GiB a device"),
        KV_TOKENS("tokens of keys and values"),
        ACTIVATIONS("peak of activations, GiB a device"),
        KEY_VALUES_MIB("keys and values, MiB"),
        ACTIVATIONS_MIB("compute buffer, MiB");

        private final String words;

        Figure(String words) {
            this.words = words;
        }
    }

    static List<ReportedCase> all() {
        Object rows = new org.snakeyaml.engine.v2.api.Load(
                        LoadSettings.builder().build())
                .loadFromInputStream(ReportedCase.class.getResourceAsStream("cases.yaml"));
        JsonNode tree = JsonMapper.shared().valueToTree(rows);
        return tree.get("cases").valueStream().map(row -> of(tree, row)).toList();
    }

    private static ReportedCase of(JsonNode tree, JsonNode row) {
        JsonNode model = tree.get("models").get(row.get("model").asString());
        MemoryTraits traits = traits(tree.get("traits").get(row.get("traits").asString()));
        MemoryQuestion question = new MemoryQuestion(
                facts(model.get("config").toString()),
                model.get("weightsBytes").asLong(),
                traits,
                device(row.get("device")),
                wanted(row.get("wanted")));
        Sizes sizes = Sizes.of(question.facts(), question.weightsBytes());
        return new ReportedCase(
                row.get("model").asString(),
                row.get("version").asString(),
                row.get("source").asString(),
                row.get("sets").asString(),
                Figure.valueOf(row.get("figure").asString()),
                row.get("reported").asDouble(),
                Optional.ofNullable(row.get("fits")).map(JsonNode::asBoolean),
                Load.of(question, sizes, Split.tensor(row.get("tensor").asInt())));
    }

    /** Of a runtime that is shipped, but for what its engine did otherwise in earlier versions. */
    private static MemoryTraits traits(JsonNode stated) {
        String name = stated.get("runtime").asString();
        MemoryTraits t = SHIPPED.stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow()
                .resolved()
                .memory();
        return new MemoryTraits(
                stated.path("share").asDouble(t.share()),
                t.shareOf(),
                t.fixedBytes(),
                t.collectiveBytes(),
                stated.path("graphBytes").asLong(t.graphBytes()),
                t.activationBytesPerToken(),
                t.batchedTokens(),
                t.concurrency(),
                t.blockTokens(),
                t.kvBytes(),
                t.replicatedShare(),
                t.loadedWeights(),
                t.logits(),
                t.onDevices(),
                t.contextLength());
    }

    static ModelFacts facts(String config) {
        byte[] bytes = config.getBytes(StandardCharsets.UTF_8);
        return FactsReader.model(
                        List.of(new ModelFile("config.json", bytes.length, "")),
                        ModelFormat.OTHER,
                        (_, offset, length) -> Arrays.copyOfRange(bytes, (int) offset, (int) offset + length))
                .facts();
    }

    private static DeviceShape device(JsonNode device) {
        String product = device.get("product").asString();
        HardwareKind kind = product.startsWith("AMD")
                ? HardwareKind.AMD
                : product.equals("host") ? HardwareKind.CPU : HardwareKind.NVIDIA;
        return DeviceShape.node(
                kind,
                product,
                Math.round(device.get("gib").asDouble() * GIB),
                device.get("count").asInt());
    }

    private static Wanted wanted(JsonNode wanted) {
        Wanted w = Wanted.NOTHING;
        w = wanted.has("context") ? w.withContextLength(wanted.get("context").asLong()) : w;
        w = wanted.has("concurrency")
                ? w.withConcurrency(wanted.get("concurrency").asLong())
                : w;
        w = wanted.has("batched") ? w.withBatchedTokens(wanted.get("batched").asLong()) : w;
        w = wanted.has("kv") ? w.withKvDtype(wanted.get("kv").asString()) : w;
        return wanted.has("share") ? w.withMemoryShare(wanted.get("share").asDouble()) : w;
    }

    double ours() {
        return switch (figure) {
            case WEIGHTS -> load.weights() / GIB;
            case KEY_VALUES -> load.room() / GIB;
            case KV_TOKENS ->
                (double) load.room() * load.context() / load.keyValues().sequence(load.context());
            case ACTIVATIONS -> load.activations() / GIB;
            case KEY_VALUES_MIB -> load.asked() / 0x1p20;
            case ACTIVATIONS_MIB -> load.activations() / 0x1p20;
        };
    }

    /** Of what was reported. */
    double difference() {
        return ours() / reported - 1;
    }

    /** As the documentation has it. */
    String row() {
        return "| %s | %s | %s | %s | %s | %s | %s | %+.1f %% | %s | [%s](%s) |"
                .formatted(
                        model,
                        load.split().devices() + " x "
                                + load.question().devices().product(),
                        version,
                        figure.words,
                        asked(),
                        number(reported),
                        number(ours()),
                        difference() * 100,
                        sets,
                        source.replaceFirst("https://(github.com/)?", "").replaceFirst("/blob/main/.*", ""),
                        source);
    }

    private String asked() {
        Wanted w = load.question().wanted();
        return load.context() + " tokens"
                + w.memoryShare().map(s -> ", share " + s).orElse("")
                + w.kvDtype().map(k -> ", KV " + k).orElse("");
    }

    private static String number(double value) {
        return value >= 10_000
                ? String.format(Locale.ROOT, "%,d", Math.round(value))
                : String.format(Locale.ROOT, value >= 100 ? "%.0f" : "%.2f", value);
    }

    @Override
    public String toString() {
        return model + " on " + load.question().devices().product() + ", " + version + ", " + figure;
    }
}
