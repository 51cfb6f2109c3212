package dev.yardmaster.server.catalog.web;

import dev.yardmaster.contract.catalog.Adapter;
import dev.yardmaster.contract.catalog.Adapters;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.server.documents.DocumentAddress;
import dev.yardmaster.server.documents.DocumentStore;
import dev.yardmaster.server.platform.web.ListQuery;
import dev.yardmaster.server.platform.web.Page;
import java.util.Optional;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Adapters, one by one and as a list. */
@RestController
@RequestMapping("/api/v1/adapters")
class AdapterResource {
    private static final String YAML = "application/yaml";

    private final Adapters adapters;
    private final DocumentAddress<Adapter> address;

    AdapterResource(Adapters adapters, DocumentStore documents) {
        this.adapters = adapters;
        this.address = new DocumentAddress<>(Kind.ADAPTER, documents, adapters::find, Adapter::metadata);
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
        return address.get(name);
    }

    @PostMapping(consumes = {MediaType.APPLICATION_JSON_VALUE, YAML})
    ResponseEntity<Adapter> create(@RequestBody String document) {
        return address.create(document);
    }

    @PutMapping(
            path = "/{name}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, YAML})
    ResponseEntity<Adapter> put(
            @PathVariable String name,
            @RequestBody String document,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return address.put(name, document, ifMatch);
    }

    @DeleteMapping("/{name}")
    ResponseEntity<Void> delete(
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return address.delete(name, ifMatch);
    }
}
