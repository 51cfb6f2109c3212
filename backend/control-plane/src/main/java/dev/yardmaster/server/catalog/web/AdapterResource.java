package dev.yardmaster.server.catalog.web;

import dev.yardmaster.contract.catalog.Adapter;
import dev.yardmaster.contract.catalog.Adapters;
import dev.yardmaster.contract.document.ApplyReport;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.documents.DocumentStore;
import dev.yardmaster.server.platform.web.Etags;
import dev.yardmaster.server.platform.web.ListQuery;
import dev.yardmaster.server.platform.web.Page;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Adapters, one by one and as a list. */
@RestController
@RequestMapping("/api/v1/adapters")
class AdapterResource {
    private static final String YAML = "application/yaml";

    private final Adapters adapters;
    private final DocumentStore documents;

    AdapterResource(Adapters adapters, DocumentStore documents) {
        this.adapters = adapters;
        this.documents = documents;
    }

    /** @param base only adapters that change this model */
    @GetMapping
    Page<Adapter> list(ListQuery query, @RequestParam Optional<String> base) {
        return query.page(
                adapters.list().stream()
                        .filter(a -> base.map(b -> b.equals(a.spec().base())).orElse(true)),
                Adapter::name,
                a -> a.metadata().labels());
    }

    @GetMapping("/{name}")
    ResponseEntity<Adapter> get(@PathVariable String name) {
        return answer(HttpStatus.OK, name);
    }

    @PostMapping(consumes = {MediaType.APPLICATION_JSON_VALUE, YAML})
    ResponseEntity<Adapter> create(@RequestBody String document) {
        ApplyReport.Result result = documents.create(Kind.ADAPTER, document);
        return answer(HttpStatus.CREATED, result.name());
    }

    @PutMapping(
            path = "/{name}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, YAML})
    ResponseEntity<Adapter> put(
            @PathVariable String name,
            @RequestBody String document,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        ApplyReport.Result result = documents.put(Kind.ADAPTER, name, document, Etags.ifMatch(ifMatch));
        return answer(
                switch (result.outcome()) {
                    case CREATED -> HttpStatus.CREATED;
                    case CHANGED, UNCHANGED -> HttpStatus.OK;
                },
                name);
    }

    @DeleteMapping("/{name}")
    ResponseEntity<Void> delete(
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        documents.delete(Kind.ADAPTER, name, Etags.ifMatch(ifMatch));
        return ResponseEntity.noContent().build();
    }

    private ResponseEntity<Adapter> answer(HttpStatus status, String name) {
        Adapter adapter = adapters.find(name).orElseThrow(() -> ProblemException.notFound("adapter", name));
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status)
                .eTag(Etags.of(adapter.metadata().version().orElseThrow()));
        if (status == HttpStatus.CREATED) {
            answer.location(URI.create("/api/v1/adapters/" + name));
        }
        return answer.body(adapter);
    }
}
