package dev.yardmaster.ui.fake;

import dev.yardmaster.contract.catalog.AddedModel;
import dev.yardmaster.contract.catalog.CatalogImport;
import dev.yardmaster.contract.catalog.CatalogSearch;
import dev.yardmaster.contract.catalog.FoundModel;
import dev.yardmaster.contract.catalog.ImportReport;
import dev.yardmaster.contract.catalog.ImportResult;
import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.contract.catalog.NewModel;
import dev.yardmaster.contract.catalog.SearchPlace;
import dev.yardmaster.contract.catalog.SearchQuery;
import dev.yardmaster.contract.document.ApplyReport;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Knows three models elsewhere, one of them in two quantisations, and imports documents by their first lines. */
public final class FakeCatalog implements CatalogSearch, CatalogImport {
    private static final List<FoundModel> ALL = List.of(
            found(SearchPlace.CURATED, "qwen3-8b", "curated:qwen3-8b", 8_190_735_360L, false),
            found(SearchPlace.HF, "acme/Chat-7B", "hf://acme/Chat-7B", 7_241_732_096L, true),
            found(SearchPlace.HF, "acme/Chat-7B-GGUF", "hf://acme/Chat-7B-GGUF", 7_241_732_096L, false));

    private final FakeYard yard;

    FakeCatalog(FakeYard yard) {
        this.yard = yard;
    }

    private static FoundModel found(SearchPlace place, String id, String source, long parameters, boolean gated) {
        return new FoundModel(
                place,
                id,
                source,
                Optional.of(120_000L),
                Optional.of(340L),
                List.of("text-generation", "license:apache-2.0"),
                Optional.of(gated),
                Optional.of("apache-2.0"),
                Optional.of(parameters),
                Optional.empty());
    }

    @Override
    public List<FoundModel> search(SearchQuery query) {
        yard.called("search " + query.place() + " " + query.text());
        return ALL.stream()
                .filter(f -> f.place() == query.place() && f.id().contains(query.text()))
                .map(f -> f.named(yard.models.values().stream()
                        .filter(m -> m.spec().source().equals(f.source()))
                        .map(Model::name)
                        .findFirst()))
                .toList();
    }

    @Override
    public AddedModel add(NewModel wanted) {
        yard.called("add " + wanted.source() + " " + wanted.include());
        if (wanted.source().endsWith("GGUF") && wanted.include().isEmpty()) {
            return new AddedModel(
                    Optional.empty(),
                    List.of(
                            new AddedModel.Choice("Q4_K_M", List.of("chat-Q4_K_M.gguf"), 1, 4_400_000_000L),
                            new AddedModel.Choice("Q8_0", List.of("chat-Q8_0.gguf"), 1, 7_700_000_000L)));
        }
        String name = wanted.source().replaceFirst(".*[:/]", "").toLowerCase(java.util.Locale.ROOT);
        Model model = Samples.model(name, wanted.source(), ModelFormat.GGUF);
        yard.put(model);
        return new AddedModel(Optional.of(model), List.of());
    }

    @Override
    public ImportReport run(String text, boolean dryRun, Consumer<ImportResult> progress) {
        yard.called((dryRun ? "import dry run" : "import"));
        if (text.startsWith("#")) {
            throw ProblemException.of(ProblemType.MALFORMED_BODY, "There is no document in the text.");
        }
        List<ImportResult> results = new ArrayList<>();
        for (String document : text.split("---")) {
            results.add(result(document.strip(), dryRun));
        }
        results.forEach(progress);
        return new ImportReport(dryRun, results);
    }

    private ImportResult result(String document, boolean dryRun) {
        String name = document.replaceFirst("(?s).*name: ([a-z0-9-]+).*", "$1");
        if (!document.contains("hf://")) {
            return new ImportResult(
                    "",
                    1,
                    "ClusterBaseModel",
                    name,
                    ImportResult.Outcome.REFUSED,
                    "spec.storage.storageUri is missing",
                    "state where the weights are",
                    List.of(),
                    List.of());
        }
        if (!dryRun) {
            yard.put(Samples.model(name, "hf://acme/" + name, ModelFormat.SAFETENSORS));
        }
        ImportResult.Translated translated = new ImportResult.Translated(
                Kind.MODEL,
                name,
                "kind: Model\n",
                dryRun ? Optional.empty() : Optional.of(ApplyReport.Outcome.CREATED));
        return new ImportResult(
                "",
                1,
                "ClusterBaseModel",
                name,
                ImportResult.Outcome.IMPORTED,
                "",
                "",
                List.of(translated),
                List.of("spec.storage.path was left out: a node keeps weights in its own store"));
    }
}
