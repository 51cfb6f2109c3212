package dev.yardmaster.server.catalog.search;

import dev.yardmaster.contract.catalog.AddedModel;
import dev.yardmaster.contract.catalog.AddedModel.Choice;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.Models;
import dev.yardmaster.contract.catalog.NewModel;
import dev.yardmaster.contract.catalog.SourceAddress;
import dev.yardmaster.contract.document.ApplyReport;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.catalog.RepositoryFiles;
import dev.yardmaster.server.catalog.curated.CuratedCatalogue;
import dev.yardmaster.server.catalog.imports.Made;
import dev.yardmaster.server.catalog.imports.Names;
import dev.yardmaster.server.documents.DocumentStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** From a source to a Model document that makes sense, applied. */
@Component
class Adding {
    private final RepositoryFiles files;
    private final CuratedCatalogue curated;
    private final DocumentStore documents;
    private final Models models;

    Adding(RepositoryFiles files, CuratedCatalogue curated, DocumentStore documents, Models models) {
        this.files = files;
        this.curated = curated;
        this.documents = documents;
        this.models = models;
    }

    AddedModel add(NewModel wanted) {
        if (wanted.source().startsWith(CuratedCatalogue.PREFIX)) {
            return applied(curated.document(
                    wanted.source().substring(CuratedCatalogue.PREFIX.length()), wanted.name(), wanted.secret()));
        }
        SourceAddress address = parse(wanted.source());
        List<ModelFile> there = files.of(address, wanted.secret(), wanted.include());
        if (wanted.include().isEmpty() && address.pattern().isEmpty()) {
            List<Choice> choices = WeightChoices.of(there);
            if (choices.size() > 1) {
                return new AddedModel(java.util.Optional.empty(), choices);
            }
        }
        return applied(document(wanted, address, there));
    }

    private static SourceAddress parse(String source) {
        try {
            return SourceAddress.parse(source);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid(
                    "source",
                    String.valueOf(e.getMessage()),
                    "for instance hf://org/name, hub://owner/name or curated:NAME");
        }
    }

    private static String document(NewModel wanted, SourceAddress address, List<ModelFile> there) {
        Map<String, Object> spec = new LinkedHashMap<>();
        spec.put("source", address.toString());
        if (!wanted.include().isEmpty()) {
            spec.put("include", wanted.include());
        } else if (address.pattern().isEmpty()) {
            List<String> exclude = WeightChoices.excludes(there);
            if (!exclude.isEmpty()) {
                spec.put("exclude", exclude);
            }
        }
        wanted.secret().ifPresent(s -> spec.put("access", Map.of("secret", s)));
        String name = wanted.name()
                .or(() -> Names.ofPath(address.location()))
                .orElseThrow(() -> ProblemException.invalid(
                        "name", "none can be made of the source", "expected a name of a-z, 0-9, '.' and '-'"));
        return new Made(Kind.MODEL, name, Map.of(), spec).yaml();
    }

    private AddedModel applied(String document) {
        ApplyReport.Result result = documents.create(Kind.MODEL, document);
        return new AddedModel(models.find(result.name()), List.of());
    }
}
