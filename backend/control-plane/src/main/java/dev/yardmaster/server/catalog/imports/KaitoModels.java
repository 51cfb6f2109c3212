package dev.yardmaster.server.catalog.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The models that KAITO's Workspace, InferenceSet, MultiRoleInference, ModelMirror and RAGEngine name. */
final class KaitoModels {
    private static final String ELSEWHERE =
            "only the model was imported; machines, replicas and engine settings are a matter of deployments";

    private KaitoModels() {}

    static Translation workspace(Fields root) {
        if (root.has("tuning") && !root.has("inference")) {
            throw CannotImport.skipped("it trains an adapter, which is no catalogue entry; import what came out of it");
        }
        return inference(root, root.within("inference"));
    }

    static Translation inferenceSet(Fields root) {
        return inference(root, root.within("spec").within("template").within("inference"));
    }

    private static Translation inference(Fields root, Fields inference) {
        Notes notes = root.notes();
        Fields preset = inference.within("preset");
        Fields options = preset.within("presetOptions");
        Optional<String> secret = secret(options.text("modelAccessSecret"), notes);
        options.drop("image", "weights come from the model's own repository");
        preset.drop("accessMode", "the source says what is open");
        inference.drop("config", "engine settings are a matter of deployments");
        Found found = preset.text("name")
                .map(name -> Found.preset(name, preset.at("name")))
                .orElseGet(() -> Found.inArguments(inference));
        root.within("metadata");
        return made(root, found, secret, new StatedFacts(notes), KaitoAdapters.of(inference, found.name(), notes));
    }

    static Translation multiRole(Fields root) {
        Fields model = root.within("spec").within("model");
        Found found = model.text("name")
                .map(name -> Found.preset(name, model.at("name")))
                .orElseThrow(() -> CannotImport.refused(
                        model.at("name") + " is missing", "name a model, for instance deepseek-ai/DeepSeek-V3"));
        Optional<String> secret = secret(model.text("modelAccessSecret"), root.notes());
        return made(root, found, secret, new StatedFacts(root.notes()), List.of());
    }

    static Translation mirror(Fields root) {
        Fields source = root.within("spec").within("source");
        String registry = source.text("registry").orElse("huggingface");
        String id = source.text("modelID")
                .orElseThrow(() -> CannotImport.refused(
                        source.at("modelID") + " is missing", "name the repository, for instance org/name"));
        String scheme = registry.toLowerCase(java.util.Locale.ROOT).contains("modelscope") ? "ms://" : "hf://";
        Place place = Places.of(scheme + id, Optional.empty(), source.at("modelID"), root.notes());
        Optional<String> secret = secret(source.within("accessSecret").text("name"), root.notes());
        Found found = new Found(Names.ofPath(id).orElse("model"), place);
        return made(root, found, secret, new StatedFacts(root.notes()), List.of());
    }

    /** Its embedding model, where that is one that it runs itself. */
    static Translation rag(Fields root) {
        Fields local = root.within("spec").within("embedding").within("local");
        String id = local.text("modelID")
                .orElseThrow(() -> CannotImport.skipped(
                        "a RAGEngine is no catalogue entry, and this one names no embedding model of its own"));
        Place place = Places.of(id, Optional.empty(), local.at("modelID"), new Notes());
        Optional<String> secret = secret(local.text("modelAccessSecret"), root.notes());
        StatedFacts facts = new StatedFacts(root.notes())
                .capabilities(java.util.Set.of(dev.yardmaster.contract.catalog.Capability.EMBEDDING));
        root.notes().add("of the RAGEngine only its embedding model was imported");
        return made(root, new Found(Names.ofPath(id).orElse("embedding"), place), secret, facts, List.of());
    }

    private static Translation made(
            Fields root, Found found, Optional<String> secret, StatedFacts facts, List<Made> adapters) {
        Notes notes = root.notes();
        notes.add(ELSEWHERE);
        List<Made> made = new ArrayList<>();
        made.add(Documents.model(found.name(), new Labels("kaito"), found.place(), secret, facts));
        made.addAll(adapters);
        return new Translation.Imported(made, notes.list());
    }

    private static Optional<String> secret(Optional<String> name, Notes notes) {
        Optional<String> secret = name.flatMap(Names::of);
        secret.ifPresent(s -> notes.add(
                "it is read with the secret '" + s + "', which has to be made here too, with" + " the key 'token'"));
        return secret;
    }

    /** A model that was named. */
    record Found(String name, Place place) {

        static Found preset(String name, String field) {
            Places.refusePlaceholder(name, field);
            String repository = Presets.repository(name)
                    .orElseThrow(() -> CannotImport.refused(
                            field + " '" + name + "' is not a preset whose repository is known here",
                            "write the repository instead, for instance microsoft/phi-4"));
            return new Found(
                    Names.ofPath(name).orElseThrow(),
                    Places.of("hf://" + repository, Optional.empty(), field, new Notes()));
        }

        static Found inArguments(Fields inference) {
            String id = ModelArguments.find(inference.within("template"))
                    .orElseThrow(() -> CannotImport.refused(
                            "it names no preset, and no argument of its containers says which model they load",
                            "write inference.preset.name, or write our kind Model by hand"));
            Place place = Places.of(id, Optional.empty(), inference.at("template"), inference.notes());
            inference.notes().add("the model was found in the containers' arguments");
            return new Found(Names.ofPath(id).orElse("model"), place);
        }
    }
}
