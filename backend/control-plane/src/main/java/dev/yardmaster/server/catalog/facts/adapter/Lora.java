package dev.yardmaster.server.catalog.facts.adapter;

import dev.yardmaster.contract.catalog.AdapterFacts;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.server.catalog.facts.reading.ModelFiles;
import dev.yardmaster.server.catalog.facts.reading.Notes;
import dev.yardmaster.server.catalog.facts.reading.Unreadable;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Facts of an adapter in PEFT's layout or in GGUF. */
public final class Lora {
    public static final AdapterFacts NOTHING = new AdapterFacts(
            Optional.empty(),
            Optional.empty(),
            new TreeSet<>(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    private Lora() {}

    /** @throws Unreadable saying why this is no adapter that can be used */
    public static AdapterFacts read(ModelFiles files, Notes notes) {
        Optional<ModelFile> config =
                files.ending("adapter_config.json").stream().findFirst();
        if (config.isPresent()) {
            return new PeftAdapter(files, config.get(), notes).facts();
        }
        List<ModelFile> gguf = files.ending(".gguf");
        if (gguf.isEmpty()) {
            throw new Unreadable("There is neither an adapter_config.json, as PEFT writes it, nor a GGUF file.");
        }
        if (gguf.size() > 1) {
            notes.add("There are " + gguf.size() + " GGUF files; the facts are those of "
                    + gguf.getFirst().path() + ".");
        }
        return GgufAdapter.facts(files, gguf.getFirst(), notes);
    }
}
