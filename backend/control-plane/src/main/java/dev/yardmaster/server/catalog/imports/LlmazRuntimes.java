package dev.yardmaster.server.catalog.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** llmaz's BackendRuntime. */
final class LlmazRuntimes {
    private LlmazRuntimes() {}

    static Translation translate(Fields root) {
        Notes notes = root.notes();
        Fields metadata = root.within("metadata");
        Fields spec = root.within("spec");
        String repository = spec.text("image")
                .orElseThrow(() -> CannotImport.refused(spec.at("image") + " is missing", "name the engine's image"));
        String image = spec.text("version").map(v -> repository + ":" + v).orElse(repository);
        Fields config = config(spec, notes);
        List<String> words = new ArrayList<>(spec.texts("command"));
        config.texts("args").stream().map(LlmazRuntimes::placeholders).forEach(words::add);
        EngineLine line = EngineLine.read(words, image, notes);
        RuntimeTree tree = new RuntimeTree(line, image, notes);
        Map<String, Object> environment = PodParts.environment(spec, "envs");
        if (!environment.isEmpty()) {
            tree.put("environment", environment);
        }
        String hardware = PodParts.hardware(config);
        if (!hardware.equals("cpu")) {
            tree.put("hardware", List.of(Map.of("kind", hardware)));
        }
        config.ignore("name");
        config.drop("scaleTrigger", "scaling is a matter of deployments");
        config.drop("sharedMemorySize", "it was made 16 GiB");
        config.noteRest();
        spec.drop("lifecycle", "engines are drained before they are stopped");
        for (String probe : List.of("readinessProbe", "livenessProbe", "startupProbe")) {
            spec.drop(probe, "the engine's own checks are used, a real inference among them");
        }
        spec.noteRest();
        root.ignore("apiVersion", "kind", "status").noteRest();
        String name = metadata.text("name")
                .map(n -> Names.noted(n, metadata.at("name"), notes))
                .orElseThrow(() -> CannotImport.refused(metadata.at("name") + " is missing", "give it a name"));
        // A runtime of this name may come with us; theirs is another.
        String own = name.equals(line.base()) ? name + "-llmaz" : name;
        return new Translation.Imported(List.of(tree.made(own, new Labels("llmaz").metadata(metadata))), notes.list());
    }

    /** The one that is used unless somebody names another. */
    private static Fields config(Fields spec, Notes notes) {
        List<Fields> configs = spec.objects("recommendedConfigs");
        Fields chosen = configs.stream()
                .filter(c -> c.text("name").filter("default"::equals).isPresent())
                .findFirst()
                .orElseGet(() -> configs.isEmpty() ? Fields.none(notes) : configs.getFirst());
        configs.stream()
                .filter(c -> c != chosen)
                .forEach(c -> notes.add(spec.at("recommendedConfigs") + " '" + c.text("name").orElse("")
                        + "' was left out: make a runtime that extends this one for it"));
        return chosen;
    }

    /** They are written for Go's templates, and for those of Helm around them. */
    private static String placeholders(String word) {
        return word.replaceAll("\\{\\{\\s*`?\\s*\\{?\\{?\\s*\\.ModelPath\\s*}?}?\\s*`?\\s*}}", "\\$(MODEL_PATH)")
                .replaceAll("\\{\\{\\s*`?\\s*\\{?\\{?\\s*\\.ModelName\\s*}?}?\\s*`?\\s*}}", "model");
    }
}
