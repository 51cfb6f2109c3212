package dev.yardmaster.server.catalog.imports;

import dev.yardmaster.contract.catalog.Capability;
import dev.yardmaster.contract.document.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** OME's ClusterBaseModel and BaseModel. */
final class OmeModels {
    private OmeModels() {}

    static Translation translate(Fields root) {
        Notes notes = root.notes();
        Fields metadata = root.within("metadata");
        Fields spec = root.within("spec");
        if (spec.flag("disabled").orElse(false)) {
            throw CannotImport.skipped("it is disabled there (spec.disabled); set that to false to import it");
        }
        OmeStorage storage = OmeStorage.read(spec);
        String name = name(metadata, storage.place(), notes);
        Labels labels = descriptive(spec, new Labels("ome").metadata(metadata));
        StatedFacts facts = facts(spec, notes);
        spec.drop("modelType", "the family is told from the architecture");
        spec.drop("modelFormat", "it is told from the files");
        spec.drop("modelFramework", "runtimes are chosen by architecture and format");
        spec.drop("servingMode", "that is a matter of deployments");
        spec.noteRest();
        root.ignore("apiVersion", "kind", "status").noteRest();
        List<Made> made = new ArrayList<>();
        made.add(Documents.model(name, labels, storage.place(), storage.secret(), facts));
        if (!storage.nodeLabels().isEmpty()) {
            made.add(Documents.prefetch(name, Kind.MODEL, new Labels("ome"), storage.nodeLabels()));
            notes.add("the nodes it is kept on there became a Prefetch of the same name");
        }
        return new Translation.Imported(made, notes.list());
    }

    /** The document's own, or one made of the source's. */
    static String name(Fields metadata, Place place, Notes notes) {
        Optional<String> own = metadata.text("name");
        if (own.isPresent()) {
            Places.refusePlaceholder(own.get(), metadata.at("name"));
            return Names.noted(own.get(), metadata.at("name"), notes);
        }
        String made = Names.ofPath(place.source())
                .orElseThrow(() -> CannotImport.refused(metadata.at("name") + " is missing", "give it a name"));
        notes.add(metadata.at("name") + " is missing; it is named '" + made + "' after its source");
        return made;
    }

    static Labels descriptive(Fields spec, Labels labels) {
        spec.drop("compartmentID", "there is nothing like it here");
        return labels.put("vendor", spec.text("vendor"))
                .put("display-name", spec.text("displayName"))
                .put("version", spec.text("version"));
    }

    private static StatedFacts facts(Fields spec, Notes notes) {
        StatedFacts facts = new StatedFacts(notes);
        spec.object("modelConfiguration").ifPresent(c -> configuration(c, facts));
        Set<Capability> able = Abilities.of(spec.texts("modelCapabilities"), spec.at("modelCapabilities"), notes);
        able.addAll(Abilities.of(spec.texts("apiCapabilities"), spec.at("apiCapabilities"), notes));
        spec.object("diffusionPipeline").ifPresent(p -> {
            facts.architecture(p.text("className"));
            p.ignore("scheduler", "textEncoder", "tokenizer", "transformer", "vae", "additionalComponents");
            notes.add(p.at("") + "'s parts were left out: they are read from the files");
        });
        spec.object("additionalMetadata")
                .ifPresent(m -> facts.licence(m.text("license").or(() -> m.text("licence"))));
        return facts.architecture(spec.text("modelArchitecture"))
                .parameters(spec.text("modelParameterSize"), spec.at("modelParameterSize"))
                .quantization(spec.text("quantization"), Optional.empty())
                .count("contextLength", spec.whole("maxTokens"))
                .capabilities(able);
    }

    /** A summary of config.json that OME's agent, or somebody by hand, has put down. */
    private static void configuration(Fields configuration, StatedFacts facts) {
        configuration.texts("architectures").stream().findFirst().ifPresent(a -> facts.architecture(Optional.of(a)));
        facts.architecture(configuration.text("architecture"))
                .parameters(configuration.text("parameter_count"), configuration.at("parameter_count"))
                .dtype(configuration.text("torch_dtype"))
                .count(
                        "contextLength",
                        configuration.whole("context_length").or(() -> configuration.whole("max_position_embeddings")))
                .count("layers", configuration.whole("num_hidden_layers"))
                .count("hiddenSize", configuration.whole("hidden_size"))
                .count("attentionHeads", configuration.whole("num_attention_heads"))
                .count("keyValueHeads", configuration.whole("num_key_value_heads"))
                .count("vocabulary", configuration.whole("vocab_size"));
        configuration
                .notes()
                .add("spec.modelConfiguration was read where facts stand for it; the rest is read from the" + " files");
    }
}
