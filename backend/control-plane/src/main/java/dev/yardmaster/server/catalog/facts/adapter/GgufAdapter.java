package dev.yardmaster.server.catalog.facts.adapter;

import dev.yardmaster.contract.catalog.AdapterFacts;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.server.catalog.facts.gguf.GgufHeader;
import dev.yardmaster.server.catalog.facts.gguf.Metadata;
import dev.yardmaster.server.catalog.facts.reading.ModelFiles;
import dev.yardmaster.server.catalog.facts.reading.Notes;
import dev.yardmaster.server.catalog.facts.reading.Unreadable;
import java.util.Optional;

/** A LoRA in GGUF. */
final class GgufAdapter {
    private GgufAdapter() {}

    static AdapterFacts facts(ModelFiles files, ModelFile file, Notes notes) {
        GgufHeader header = GgufHeader.read(files, file, notes);
        Metadata metadata = header.metadata();
        String type = metadata.text("general.type").orElse("model");
        if (!type.equals("adapter")) {
            throw new Unreadable(file.path() + " is of type '" + Notes.shown(type, 40) + "', not an adapter.");
        }
        String kind = metadata.text("adapter.type").orElse("");
        if (!kind.equals("lora")) {
            throw new Unreadable(file.path() + " is an adapter of type '" + Notes.shown(kind, 40) + "'; LoRA is read.");
        }
        LoraTensors lora = LoraTensors.ofGguf(header.tensors());
        if (lora.rank().isEmpty()) {
            throw new Unreadable(file.path() + " holds no LoRA matrices.");
        }
        Optional<String> architecture = metadata.text("general.architecture").map(a -> Notes.shown(a, 80));
        return new AdapterFacts(
                lora.rank(),
                metadata.number("adapter.lora.alpha"),
                lora.modules(),
                metadata.text("general.base_model.0.repo_url")
                        .or(() -> metadata.text("general.base_model.0.name"))
                        .map(b -> Notes.shown(b, 200))
                        .or(() -> architecture),
                architecture,
                lora.layers(),
                lora.hidden(),
                lora.parameters(),
                Optional.empty(),
                Optional.empty());
    }
}
