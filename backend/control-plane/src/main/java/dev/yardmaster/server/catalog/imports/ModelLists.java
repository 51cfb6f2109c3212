package dev.yardmaster.server.catalog.imports;

import dev.yardmaster.contract.catalog.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lists of models under {@code models}: KAITO's two catalogues, and the values of OME's serving chart. */
final class ModelLists {
    private ModelLists() {}

    /** One entry of a list, or what is wrong with it. */
    record Listed(String name, Translation translation) {}

    /** @param root holds {@code models}, a list or an object by name */
    static List<Listed> read(Fields root) {
        List<Listed> listed = new ArrayList<>();
        Optional<Fields> byName = root.object("models");
        if (byName.isPresent()) {
            byName.get()
                    .names()
                    .forEach(name -> listed.add(listed(name, byName.get().within(name), true)));
            return listed;
        }
        for (Fields model : root.objects("models")) {
            listed.add(listed(model.text("name").orElse(""), model, false));
        }
        return listed;
    }

    private static Listed listed(String name, Fields model, boolean isChart) {
        Notes notes = new Notes();
        try {
            Fields own = model.noting(notes);
            Places.refusePlaceholder(name, "name");
            return new Listed(name, isChart ? chart(name, own) : kaito(name, own));
        } catch (CannotImport e) {
            return new Listed(name, e.translation());
        }
    }

    private static Translation kaito(String name, Fields model) {
        Notes notes = model.notes();
        if (name.equals("base") && !model.has("version")) {
            throw CannotImport.skipped("it is the image that other presets build on and has no weights");
        }
        Optional<String> stated =
                model.text("version").or(() -> model.text("description").filter(d -> d.contains("//")));
        Place place = stated.map(v -> Places.of(v, Optional.empty(), "version", notes))
                .or(() -> Presets.repository(name).map(r -> Places.of("hf://" + r, Optional.empty(), "name", notes)))
                .orElseThrow(() -> CannotImport.refused(
                        name.isEmpty() ? "name is missing" : "'" + name + "' says neither repository nor version",
                        "add version: https://huggingface.co/ORG/NAME, or name it ORG/NAME"));
        Set<Capability> able = Abilities.of(model.texts("pipelineTag"), "pipelineTag", notes);
        able.addAll(Abilities.of(model.texts("type"), "type", notes));
        StatedFacts facts = new StatedFacts(notes)
                .architecture(model.texts("architectures").stream().findFirst())
                .licence(model.text("license"))
                .gated(model.flag("downloadAuthRequired").filter(g -> g))
                .quantization(model.text("quantMethod"), model.whole("quantBits"))
                .count("contextLength", model.whole("modelTokenLimit"))
                .count("layers", model.whole("numHiddenLayers"))
                .count("hiddenSize", model.whole("hiddenSize"))
                .count("attentionHeads", model.whole("numAttentionHeads"))
                .count("keyValueHeads", model.whole("numKeyValueHeads"))
                .count("headDimension", model.whole("headDim"))
                .capabilities(able);
        model.ignore("runtimeVersion", "baseModel", "kvLoraRank", "qkRopeHeadDim");
        model.drop("deprecated", "whether to go on with it is for you to say");
        model.drop("modelFileSize", "it is read from the source");
        for (String key :
                List.of("runtime", "tag", "downloadAtRuntime", "loadFormat", "configFormat", "tokenizerMode")) {
            model.drop(key, "how an engine is started is a matter of runtimes");
        }
        model.noteRest();
        return imported(Names.ofPath(name.isEmpty() ? place.source() : name), "kaito", place, facts, notes);
    }

    private static Translation chart(String name, Fields model) {
        Notes notes = model.notes();
        Place place = model.text("storageUri")
                .or(() -> model.text("hfModelId").map(id -> "hf://" + id))
                .map(uri -> Places.of(uri, Optional.empty(), name + ".hfModelId", notes))
                .orElseThrow(() -> CannotImport.refused(
                        "'" + name + "' has neither hfModelId nor storageUri", "add hfModelId: ORG/NAME"));
        Set<Capability> able = Abilities.of(model.texts("capabilities"), name + ".capabilities", notes);
        model.drop("enabled", "an entry of the catalogue costs nothing until it is deployed");
        model.drop("createRuntime", "runtimes are chosen by architecture and format");
        model.drop("runtime", "that is a matter of deployments");
        Labels labels = new Labels("ome").put("vendor", model.text("vendor"));
        model.noteRest();
        Made made = Documents.model(
                Names.noted(name, "its key", notes),
                labels,
                place,
                Optional.empty(),
                new StatedFacts(notes).capabilities(able));
        return new Translation.Imported(List.of(made), notes.list());
    }

    private static Translation imported(
            Optional<String> name, String from, Place place, StatedFacts facts, Notes notes) {
        String plain = name.orElseThrow(() -> CannotImport.refused("it has no name", "give it one"));
        return new Translation.Imported(
                List.of(Documents.model(plain, new Labels(from), place, Optional.empty(), facts)), notes.list());
    }
}
