package dev.yardmaster.server.catalog.imports;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** OME's ClusterServingRuntime and ServingRuntime. */
final class OmeRuntimes {
    /** OME multiplies by it and starts at 1; ours adds a point for each ten. */
    private static final int PRIORITY_STEP = 10;

    private OmeRuntimes() {}

    static Translation translate(Fields root) {
        Notes notes = root.notes();
        Fields metadata = root.within("metadata");
        Fields spec = root.within("spec");
        if (spec.flag("disabled").orElse(false)) {
            throw CannotImport.skipped("it is disabled there (spec.disabled); set that to false to import it");
        }
        Fields runner = runner(spec, notes);
        String image = runner.text("image")
                .orElseThrow(() -> CannotImport.refused(runner.at("image") + " is missing", "name the engine's image"));
        RuntimeTree tree = new RuntimeTree(EngineLine.read(PodParts.words(runner), image, notes), image, notes);
        Map<String, Object> environment = PodParts.environment(runner, "env");
        if (!environment.isEmpty()) {
            tree.put("environment", environment);
        }
        tree.put("hardware", List.of(Map.of("kind", PodParts.hardware(runner))));
        models(spec, tree, notes);
        sizes(spec, tree, notes);
        for (String probe : List.of("readinessProbe", "livenessProbe", "startupProbe")) {
            runner.drop(probe, "the engine's own checks are used, a real inference among them");
        }
        runner.ignore("name", "ports", "volumeMounts").noteRest();
        rest(spec);
        root.ignore("apiVersion", "kind", "status").noteRest();
        String name = metadata.text("name")
                .map(n -> Names.noted(n, metadata.at("name"), notes))
                .orElseThrow(() -> CannotImport.refused(metadata.at("name") + " is missing", "give it a name"));
        Labels labels = new Labels("ome").metadata(metadata);
        return new Translation.Imported(List.of(tree.made(name, labels)), notes.list());
    }

    private static Fields runner(Fields spec, Notes notes) {
        Fields engine = spec.within("engineConfig");
        engine.ignore("annotations", "labels", "tolerations", "volumes");
        engine.drop("affinity", "where instances may go is said by a deployment's placement.nodeLabels");
        engine.drop("hostNetwork", "engines listen on their node's own address");
        engine.ignore("dnsPolicy");
        Optional<Fields> leader = engine.object("leader").flatMap(l -> l.object("runner"));
        engine.drop("worker", "how several nodes serve as one is told by the engine's own runtime");
        if (leader.isPresent()) {
            notes.add(engine.at("leader") + "'s container was taken; how several nodes serve as one is told by the"
                    + " engine's own runtime");
        }
        Optional<Fields> runner = engine.object("runner");
        engine.noteRest();
        return runner.or(() -> leader)
                .or(() -> spec.objects("containers").stream().findFirst())
                .orElseThrow(() -> CannotImport.refused(
                        engine.at("runner") + " is missing, so nothing says how it is started", "import another one"));
    }

    private static void models(Fields spec, RuntimeTree tree, Notes notes) {
        List<Fields> entries = spec.objects("supportedModelFormats");
        if (entries.isEmpty()) {
            throw CannotImport.refused(
                    spec.at("supportedModelFormats") + " is missing, so it serves nothing", "say which formats it takes");
        }
        tree.serves("formats", union(entries, OmeRuntimes::format));
        if (entries.stream().allMatch(e -> e.has("modelArchitecture"))) {
            tree.serves("architectures", union(entries, e -> e.text("modelArchitecture").orElse("")));
        } else {
            tree.serves("architectures", List.of());
        }
        tree.serves("quantizations", union(entries, OmeRuntimes::quantization));
        tree.serves("capabilities", List.of());
        long most = entries.stream()
                .map(e -> e.whole("priority").orElse(1L))
                .max(Long::compare)
                .orElse(1L);
        tree.serves("priority", (int) Math.min(1000, (most - 1) * PRIORITY_STEP));
        tree.serves("automatic", entries.stream().anyMatch(e -> e.flag("autoSelect").orElse(false)));
        entries.forEach(e -> {
            e.ignore("version", "name", "diffusionPipeline");
            e.within("modelFramework").ignore("name", "version", "operator", "weight");
            e.drop("acceleratorConfig", "kernel profiles and the memory model decide by the device itself");
            e.noteRest();
        });
        notes.add("versions of formats and frameworks were left out: an engine takes an architecture or does not,"
                + " whichever version of a library wrote the files");
    }

    private static List<String> union(List<Fields> entries, Function<Fields, String> word) {
        return List.copyOf(new TreeSet<>(entries.stream().map(word).toList()));
    }

    private static String format(Fields entry) {
        Fields format = entry.within("modelFormat");
        format.ignore("version", "weight", "operator");
        String name = format.text("name").or(() -> entry.text("name")).orElse("").toLowerCase(Locale.ROOT);
        return switch (name) {
            case "safetensors", "gguf" -> name;
            default -> {
                entry.notes().add("the format '" + name + "' is none that we tell apart; it counts as 'other'");
                yield "other";
            }
        };
    }

    /** There, an entry that names none only takes weights that are not quantised. */
    private static String quantization(Fields entry) {
        return entry.text("quantization")
                .map(q -> switch (q.toLowerCase(Locale.ROOT)) {
                    case "fbgemm_fp8" -> "fp8";
                    case "int4" -> "compressed-tensors";
                    case String other -> other;
                })
                .orElse("none");
    }

    private static void sizes(Fields spec, RuntimeTree tree, Notes notes) {
        Fields range = spec.within("modelSizeRange");
        bound(range, "min", notes).ifPresent(n -> tree.serves("leastParameters", n));
        bound(range, "max", notes).ifPresent(n -> tree.serves("mostParameters", n));
        range.noteRest();
    }

    private static Optional<Long> bound(Fields range, String key, Notes notes) {
        Optional<String> text = range.text(key);
        Optional<Long> size = text.flatMap(Sizes::parameters);
        if (text.isPresent() && size.isEmpty()) {
            notes.add(range.at(key) + " was left out: it is no size like 8B");
        }
        return size;
    }

    private static void rest(Fields spec) {
        spec.ignore("protocolVersions", "supportedModelFormats");
        spec.drop("routerConfig", "gateways route; there is no router for each model");
        spec.drop("decoderConfig", "prefill and decode are taken apart by the engine's own runtime and a deployment");
        spec.drop("acceleratorRequirements", "which devices it needs is told by the engine's own runtime");
        spec.noteRest();
    }
}
