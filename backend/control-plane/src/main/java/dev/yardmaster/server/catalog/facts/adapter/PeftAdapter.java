package dev.yardmaster.server.catalog.facts.adapter;

import dev.yardmaster.contract.catalog.AdapterFacts;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.server.catalog.facts.config.Config;
import dev.yardmaster.server.catalog.facts.reading.Json;
import dev.yardmaster.server.catalog.facts.reading.ModelFiles;
import dev.yardmaster.server.catalog.facts.reading.Notes;
import dev.yardmaster.server.catalog.facts.reading.Unreadable;
import dev.yardmaster.server.catalog.facts.tensors.Safetensors;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A LoRA in PEFT's layout. */
final class PeftAdapter {
    private static final String WEIGHTS = "adapter_model.safetensors";

    private final ModelFiles files;
    private final ModelFile file;
    private final Notes notes;

    PeftAdapter(ModelFiles files, ModelFile file, Notes notes) {
        this.files = files;
        this.file = file;
        this.notes = notes;
    }

    AdapterFacts facts() {
        Config config = Json.object(files, file.path(), notes)
                .map(Config::of)
                .orElseThrow(
                        () -> new Unreadable(file.path() + " cannot be read, so nothing is known of the adapter."));
        String type = config.text("peft_type").orElse("");
        if (!type.equals("LORA")) {
            throw new Unreadable(
                    file.path() + " says peft_type '" + Notes.shown(type, 40) + "'; only LORA can be served.");
        }
        LoraTensors lora = LoraTensors.ofPeft(new Safetensors(files, notes).read(List.of(weights())));
        if (lora.rank().isEmpty()) {
            throw new Unreadable(WEIGHTS + " holds no LoRA matrices.");
        }
        Optional<Integer> rank = rank(config, lora);
        if (config.flag("use_dora").orElse(false)) {
            notes.add("The adapter is weight-decomposed (DoRA); few engines can load it.");
        }
        return new AdapterFacts(
                rank,
                config.number("lora_alpha"),
                modules(config, lora),
                config.text("base_model_name_or_path").map(b -> Notes.shown(b, 200)),
                Optional.empty(),
                lora.layers(),
                lora.hidden(),
                lora.parameters(),
                config.flag("use_rslora"),
                config.flag("use_dora"));
    }

    private ModelFile weights() {
        String folder = file.path().substring(0, file.path().length() - "adapter_config.json".length());
        return files.file(folder + WEIGHTS)
                .orElseThrow(() -> new Unreadable(
                        files.has(folder + "adapter_model.bin")
                                ? "The weights are in adapter_model.bin, which can run code when it is loaded; save them as "
                                        + WEIGHTS + "."
                                : WEIGHTS + " is missing beside " + file.path() + "."));
    }

    /** Some modules may have a rank of their own. */
    private Optional<Integer> rank(Config config, LoraTensors lora) {
        Config pattern = config.at("rank_pattern");
        Optional<Integer> stated = Stream.concat(
                        config.positive("r").stream(), pattern.names().stream().flatMap(n -> pattern.only(n).stream()))
                .max(Integer::compare);
        stated.filter(r -> !lora.rank().equals(Optional.of(r)))
                .ifPresent(r -> notes.add(file.path() + " states rank " + r + "; the matrices have rank "
                        + lora.rank().orElse(0) + ", which counts."));
        return lora.rank();
    }

    /** A text is a pattern over the model's modules or {@code all-linear}; then the matrices tell. */
    private static SortedSet<String> modules(Config config, LoraTensors lora) {
        List<String> named = config.words("target_modules");
        return named.isEmpty() ? lora.modules() : new TreeSet<>(named);
    }
}
