package dev.yardmaster.server.weights.web;

import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.weights.Prefetch;
import dev.yardmaster.contract.weights.Prefetches;
import dev.yardmaster.server.documents.DocumentAddress;
import dev.yardmaster.server.documents.DocumentStore;
import dev.yardmaster.server.platform.web.ListQuery;
import dev.yardmaster.server.platform.web.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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
import org.springframework.web.bind.annotation.RestController;

/** Prefetch policies, one by one and as a list. */
@RestController
@RequestMapping("/api/v1/prefetches")
class PrefetchResource {
    private static final String YAML = "application/yaml";

    private final Prefetches prefetches;
    private final DocumentAddress<Prefetch> address;

    PrefetchResource(Prefetches prefetches, DocumentStore documents) {
        this.prefetches = prefetches;
        this.address = new DocumentAddress<>(Kind.PREFETCH, documents, prefetches::find, Prefetch::metadata);
    }

    @GetMapping
    Page<Prefetch> list(ListQuery query) {
        return query.page(
                prefetches.list().stream(), Prefetch::name, p -> p.metadata().labels());
    }

    @GetMapping("/{name}")
    ResponseEntity<Prefetch> get(@PathVariable String name) {
        return address.get(name);
    }

    @PostMapping(consumes = {MediaType.APPLICATION_JSON_VALUE, YAML})
    ResponseEntity<Prefetch> create(@RequestBody String document) {
        return address.create(document);
    }

    @PutMapping(
            path = "/{name}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, YAML})
    ResponseEntity<Prefetch> put(
            @PathVariable String name,
            @RequestBody String document,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return address.put(name, document, ifMatch);
    }

    /** The weights stay where they are, and go when their room is needed. */
    @DeleteMapping("/{name}")
    ResponseEntity<Void> delete(
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return address.delete(name, ifMatch);
    }
}
