package dev.yardmaster.server.catalog.facts;

import dev.yardmaster.contract.catalog.AdapterFacts;
import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.server.catalog.facts.adapter.Fit;
import dev.yardmaster.server.catalog.facts.adapter.Lora;
import dev.yardmaster.server.catalog.facts.describe.ConfigFacts;
import dev.yardmaster.server.catalog.facts.gguf.GgufFacts;
import dev.yardmaster.server.catalog.facts.reading.Draft;
import dev.yardmaster.server.catalog.facts.reading.ModelFiles;
import dev.yardmaster.server.catalog.facts.reading.Notes;
import dev.yardmaster.server.catalog.facts.reading.Unreadable;
import dev.yardmaster.server.catalog.facts.tensors.PackedMethod;
import dev.yardmaster.server.catalog.facts.tensors.Parameters;
import dev.yardmaster.server.catalog.facts.tensors.Safetensors;
import dev.yardmaster.server.catalog.facts.tensors.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Facts about models and adapters from their configuration files and the headers of their weights. Whatever the files
 * hold, the answer is what could be told and notes about the rest; memory and time are bounded whatever the files claim
 * of themselves.
 */
public final class FactsReader {
    private FactsReader() {}

    /** Reads what the model's own files say; of several GGUF variants the first by name counts. */
    public static Findings model(List<ModelFile> files, ModelFormat format, RangeReader reader) {
        ModelFiles there = new ModelFiles(files, bytes(reader));
        Notes notes = new Notes();
        Draft draft = new Draft();
        switch (format) {
            case GGUF -> gguf(there, draft, notes);
            case SAFETENSORS -> safetensors(there, draft, notes);
            case OTHER -> notes.trying(() -> new ConfigFacts(there, notes).into(draft));
        }
        return new Findings(draft.facts(), notes.list());
    }

    private static ModelFiles.Bytes bytes(RangeReader reader) {
        return (path, offset, length) -> {
            try {
                return reader.read(path, offset, length);
            } catch (FactsUnavailable e) {
                throw new Unreadable(e.getMessage() + ".", e);
            }
        };
    }

    private static void gguf(ModelFiles files, Draft draft, Notes notes) {
        ConfigFacts config = new ConfigFacts(files, notes);
        try {
            new GgufFacts(files, notes).into(draft);
            config.cardInto(draft);
        } catch (Unreadable e) {
            notes.add(e.sentence());
            notes.trying(() -> config.into(draft));
        }
    }

    private static void safetensors(ModelFiles files, Draft draft, Notes notes) {
        boolean tied = new ConfigFacts(files, notes).into(draft).tied();
        List<Tensor> tensors = new Safetensors(files, notes).tensors();
        if (tensors.isEmpty()) {
            return;
        }
        draft.quantization(PackedMethod.of(tensors));
        Parameters.Context context =
                new Parameters.Context(draft.quantization(), draft.experts(), draft.layers(), tied);
        notes.trying(() -> Parameters.packed(tensors, context)
                .ifPresentOrElse(
                        p -> draft.parameters(p.total())
                                .activeParameters(Optional.of(p.active()))
                                .dtype(p.dtype()),
                        () -> notes.add(
                                "The weights are packed so that their headers do not tell how many there are.")));
    }

    /** Reads what the adapter's own files say. */
    public static AdapterFindings adapter(List<ModelFile> files, RangeReader reader) {
        Notes notes = new Notes();
        try {
            AdapterFacts facts = Lora.read(new ModelFiles(files, bytes(reader)), notes);
            return new AdapterFindings(facts, List.of(), notes.list());
        } catch (Unreadable e) {
            return new AdapterFindings(Lora.NOTHING, List.of(Notes.shown(e.sentence(), 400)), notes.list());
        }
    }

    /** What is counted on: stated wins over derived, fact by fact. */
    public static ModelFacts effective(Optional<ModelFacts> stated, ModelFacts derived) {
        return stated.map(s -> Stated.over(s, derived)).orElse(derived);
    }

    /** What the files say, with what the source's own card says of licence and access, which wins. */
    public static ModelFacts withCard(ModelFacts derived, Optional<String> licence, Optional<Boolean> gated) {
        return Stated.over(Stated.card(licence, gated), derived);
    }

    /** Sentences that say why the adapter cannot sit on this base; empty where nothing speaks against it. */
    public static List<String> mismatches(AdapterFacts adapter, ModelFacts base, String baseSource) {
        return Fit.mismatches(adapter, base, baseSource);
    }
}
