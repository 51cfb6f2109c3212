package dev.yardmaster.server.catalog.web;

import dev.yardmaster.contract.catalog.AddedModel;
import dev.yardmaster.contract.catalog.CatalogSearch;
import dev.yardmaster.contract.catalog.FoundModel;
import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.NewModel;
import dev.yardmaster.contract.catalog.SearchPlace;
import dev.yardmaster.contract.catalog.SearchQuery;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.platform.web.Page;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Finding models and adding them. */
@RestController
@RequestMapping("/api/v1/catalog")
class CatalogResource {
    private final CatalogSearch search;

    CatalogResource(CatalogSearch search) {
        this.search = search;
    }

    /** @param source {@code hf}, {@code hub} or {@code curated} */
    @GetMapping("/search")
    Page<FoundModel> search(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "hf") String source,
            @RequestParam(defaultValue = "") String filter,
            @RequestParam(defaultValue = "20") int limit) {
        if (q.length() > 200 || filter.length() > 100) {
            throw ProblemException.invalid("q", "it is longer than 200 characters", "expected part of a name");
        }
        if (limit < 1 || limit > SearchQuery.MOST) {
            throw ProblemException.invalid("limit", "it is " + limit, "expected 1 to " + SearchQuery.MOST);
        }
        SearchQuery query = new SearchQuery(
                place(source), q.strip(), Optional.of(filter.strip()).filter(f -> !f.isEmpty()), limit);
        return new Page<>(search.search(query), Optional.empty());
    }

    private static SearchPlace place(String word) {
        return Arrays.stream(SearchPlace.values())
                .filter(p -> p.word().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "source",
                        "'" + word + "' is no place to search in",
                        "expected one of "
                                + Arrays.stream(SearchPlace.values())
                                        .map(SearchPlace::word)
                                        .collect(Collectors.joining(", "))));
    }

    /** 201 with the model, or 200 with what has to be chosen first: nothing was added then. */
    @PostMapping("/models")
    ResponseEntity<AddedModel> add(@RequestBody NewModel wanted) {
        if (wanted.source() == null || wanted.source().isBlank()) {
            throw ProblemException.invalid("source", "it is missing", "expected for instance hf://org/name");
        }
        AddedModel added = search.add(wanted);
        return added.model()
                .map(Model::name)
                .map(name -> ResponseEntity.created(URI.create("/api/v1/models/" + name))
                        .body(added))
                .orElseGet(() -> ResponseEntity.ok(added));
    }
}
