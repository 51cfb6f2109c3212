package dev.yardmaster.server.runtimes.web;

import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.server.documents.DocumentAddress;
import dev.yardmaster.server.documents.DocumentStore;
import dev.yardmaster.server.platform.web.ListQuery;
import dev.yardmaster.server.platform.web.Page;
import dev.yardmaster.server.runtimes.EngineRuntimes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
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

/** Runtimes, one by one and as a list: those that come with the server, and those that people state. */
@RestController
@RequestMapping("/api/v1/runtimes")
class RuntimeResource {
    private static final String YAML = "application/yaml";
    private static final Resource SCHEMA = new ClassPathResource("engine-runtimes/runtime.schema.json");

    private final EngineRuntimes runtimes;
    private final DocumentAddress<Runtime> address;

    RuntimeResource(EngineRuntimes runtimes, DocumentStore documents) {
        this.runtimes = runtimes;
        this.address = new DocumentAddress<>(Kind.RUNTIME, documents, runtimes::find, Runtime::metadata);
    }

    /** @param engine only runtimes of this engine */
    @GetMapping
    Page<Runtime> list(ListQuery query, @RequestParam Optional<String> engine) {
        return query.page(
                runtimes.list().stream()
                        .filter(r -> engine.map(r.resolved().engine()::equals).orElse(true)),
                Runtime::name,
                r -> r.metadata().labels());
    }

    /** What a document of kind Runtime may say, as JSON Schema. */
    @GetMapping(path = "/schema", produces = "application/schema+json")
    ResponseEntity<Resource> schema() {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/schema+json"))
                .body(SCHEMA);
    }

    @GetMapping("/{name}")
    ResponseEntity<Runtime> get(@PathVariable String name) {
        return address.get(name);
    }

    @PostMapping(consumes = {MediaType.APPLICATION_JSON_VALUE, YAML})
    ResponseEntity<Runtime> create(@RequestBody String document) {
        return address.create(document);
    }

    @PutMapping(
            path = "/{name}",
            consumes = {MediaType.APPLICATION_JSON_VALUE, YAML})
    ResponseEntity<Runtime> put(
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
