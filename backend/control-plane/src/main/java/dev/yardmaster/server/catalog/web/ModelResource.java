package dev.yardmaster.server.catalog.web;

import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.contract.catalog.Models;
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

/** Models, one by one and as a list. */
@RestController
@RequestMapping("/api/v1/models")
class ModelResource {
    private static final String YAML = "application/yaml";

    private final Models models;
    private final DocumentAddress<Model> address;

    ModelResource(Models models, DocumentStore documents) {
        this.models = models;
        this.address = new DocumentAddress<>(Kind.MODEL, documents, models::find, Model::metadata);
    }

    /** @param format only models whose weights are stored so */
    @GetMapping
    Page<Model> list(ListQuery query, @RequestParam Optional<ModelFormat> format) {
        return query.page(
                models.list().stream()
                        .filter(m -> format.map(f -> f == m.status().format()).orElse(true)),
                Model::name,
                m -> m.metadata().labels());
    }

    @GetMapping("/{name}")
    ResponseEntity<Model> get(@PathVariable String name) {
        return address.get(name);
    }

    @PostMapping(consumes = {MediaType.APPLICATION_JSON_VALUE, YAML})
    ResponseEntity<Model> create(@RequestBody String document) {
        return address.create(document);
    }

    @PutMapping(
            path = "/{name}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, YAML})
    ResponseEntity<Model> put(
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
