package dev.yardmaster.server.catalog.imports;

import dev.yardmaster.contract.document.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** OME's FineTunedWeight: an adapter, where it is one. */
final class OmeWeights {
    private static final Set<String> ADAPTERS = Set.of("lora", "qlora", "adapter", "peft", "");

    private OmeWeights() {}

    static Translation translate(Fields root) {
        Notes notes = root.notes();
        Fields metadata = root.within("metadata");
        Fields spec = root.within("spec");
        if (spec.flag("disabled").orElse(false)) {
            throw CannotImport.skipped("it is disabled there (spec.disabled); set that to false to import it");
        }
        refuseWhatIsNoAdapter(spec);
        String base = base(spec, notes);
        OmeStorage storage = OmeStorage.read(spec);
        refuseArchive(storage.place());
        String name = OmeModels.name(metadata, storage.place(), notes);
        Labels labels = OmeModels.descriptive(spec, new Labels("ome").metadata(metadata));
        spec.drop("hyperParameters", "rank and modules are read from the adapter itself");
        spec.drop("trainingJobRef", "training jobs are not kept here");
        spec.noteRest();
        root.ignore("apiVersion", "kind", "status").noteRest();
        List<Made> made = new ArrayList<>();
        made.add(Documents.adapter(name, base, labels, storage.place(), storage.secret()));
        if (!storage.nodeLabels().isEmpty()) {
            made.add(Documents.prefetch(name, Kind.ADAPTER, new Labels("ome"), storage.nodeLabels()));
            notes.add("the nodes it is kept on there became a Prefetch of the same name");
        }
        return new Translation.Imported(made, notes.list());
    }

    private static String base(Fields spec, Notes notes) {
        Fields reference = spec.within("baseModelRef");
        String base = reference
                .text("name")
                .or(() -> spec.text("baseModelRef"))
                .orElseThrow(() -> CannotImport.refused(
                        "spec.baseModelRef.name is missing",
                        "name the model that it was trained for, as it is called in the catalogue"));
        Places.refusePlaceholder(base, "spec.baseModelRef.name");
        reference.drop("namespace", "models have no namespaces here");
        return Names.noted(base, "spec.baseModelRef.name", notes);
    }

    private static void refuseWhatIsNoAdapter(Fields spec) {
        String type = spec.text("modelType").orElse("");
        if (!ADAPTERS.contains(type.toLowerCase(Locale.ROOT))) {
            throw CannotImport.refused(
                    "spec.modelType '" + type + "' is no LoRA adapter",
                    "where its files are a whole model, write it as a ClusterBaseModel; others cannot be served");
        }
        Fields configuration = spec.within("configuration");
        if (configuration
                .flag("merged_weights")
                .or(() -> configuration.flag("mergedWeights"))
                .orElse(false)) {
            throw CannotImport.refused(
                    "its weights are merged into the base (spec.configuration.merged_weights), so it is a whole model",
                    "write it as a ClusterBaseModel, or as our kind Model, with the same storage");
        }
        configuration.noteRest();
    }

    private static void refuseArchive(Place place) {
        if (place.source().toLowerCase(Locale.ROOT).matches(".*\\.(zip|tar|tgz|tar\\.gz)")) {
            throw CannotImport.refused(
                    "spec.storage.storageUri '" + place.source() + "' is an archive, and archives are not unpacked",
                    "unpack it there and name the directory, or push it: ./yard hub push DIR owner/name");
        }
    }
}
