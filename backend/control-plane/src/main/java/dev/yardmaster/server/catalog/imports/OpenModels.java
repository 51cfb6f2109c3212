package dev.yardmaster.server.catalog.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** llmaz's OpenModel. */
final class OpenModels {
    private OpenModels() {}

    static Translation translate(Fields root) {
        Notes notes = root.notes();
        Fields metadata = root.within("metadata");
        Fields spec = root.within("spec");
        Fields source = spec.within("source");
        Fields hub = source.within("modelHub");
        Place place = place(source, hub, notes);
        String name = OmeModels.name(metadata, place, notes);
        Labels labels = new Labels("llmaz")
                .metadata(metadata)
                .put("family", spec.text("familyName"))
                .put("vendor", spec.text("ownedBy"));
        spec.drop("inferenceConfig", "which accelerators fit is worked out from the model's size");
        spec.drop("createdAt", "the server notes when it was added");
        spec.noteRest();
        root.ignore("apiVersion", "kind", "status").noteRest();
        Made model = Documents.model(name, labels, place, Optional.empty(), new StatedFacts(notes));
        return new Translation.Imported(List.of(withPatterns(model, hub)), notes.list());
    }

    private static Place place(Fields source, Fields hub, Notes notes) {
        Optional<String> uri = source.text("uri");
        if (uri.isPresent()) {
            return Places.of(uri.get(), Optional.empty(), source.at("uri"), notes);
        }
        String id = hub.text("modelID")
                .orElseThrow(() -> CannotImport.refused(
                        hub.at("modelID") + " is missing, and so is " + source.at("uri"),
                        "name the repository, for instance Qwen/Qwen3-0.6B"));
        boolean modelScope =
                hub.text("name").orElse("").toLowerCase(Locale.ROOT).contains("modelscope");
        String revision = hub.text("revision")
                .filter(r -> !r.equals("main"))
                .map(r -> "@" + r)
                .orElse("");
        return Places.of((modelScope ? "ms://" : "hf://") + id + revision, Optional.empty(), hub.at("modelID"), notes);
    }

    private static Made withPatterns(Made model, Fields hub) {
        Map<String, Object> spec = new LinkedHashMap<>(model.spec());
        List<String> include = hub.text("filename").map(List::of).orElseGet(() -> hub.texts("allowPatterns"));
        List<String> exclude = hub.texts("ignorePatterns");
        if (!include.isEmpty()) {
            spec.put("include", include);
        }
        if (!exclude.isEmpty()) {
            spec.put("exclude", exclude);
        }
        hub.noteRest();
        return new Made(model.kind(), model.name(), model.labels(), spec);
    }
}
