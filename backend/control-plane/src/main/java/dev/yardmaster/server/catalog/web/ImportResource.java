package dev.yardmaster.server.catalog.web;

import dev.yardmaster.contract.catalog.CatalogImport;
import dev.yardmaster.contract.catalog.ImportReport;
import dev.yardmaster.contract.catalog.ImportResult;
import dev.yardmaster.server.platform.web.BodyText;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import tools.jackson.databind.json.JsonMapper;

/** Importing other platforms' catalogues. Each entry stands for itself: the answer says what became of each. */
@RestController
@RequestMapping("/api/v1/import")
class ImportResource {
    private final CatalogImport imports;
    private final JsonMapper json;

    ImportResource(CatalogImport imports, JsonMapper json) {
        this.imports = imports;
        this.json = json;
    }

    @PostMapping(
            consumes = {MediaType.APPLICATION_YAML_VALUE, MediaType.APPLICATION_JSON_VALUE, "text/yaml"},
            produces = MediaType.APPLICATION_JSON_VALUE)
    ImportReport run(@RequestBody byte[] body, @RequestParam(defaultValue = "false") boolean dryRun) {
        return imports.run(BodyText.of(body), dryRun, result -> {});
    }

    /** One line per entry, each as soon as it is done. */
    @PostMapping(
            consumes = {MediaType.APPLICATION_YAML_VALUE, MediaType.APPLICATION_JSON_VALUE, "text/yaml"},
            produces = MediaType.APPLICATION_NDJSON_VALUE)
    ResponseBodyEmitter stream(@RequestBody byte[] body, @RequestParam(defaultValue = "false") boolean dryRun) {
        String text = BodyText.of(body);
        ResponseBodyEmitter emitter = new ResponseBodyEmitter(0L);
        Thread.ofVirtual().name("import").start(() -> {
            try {
                imports.run(text, dryRun, result -> send(emitter, result));
                emitter.complete();
            } catch (RuntimeException refusedOrGone) {
                emitter.completeWithError(refusedOrGone);
            }
        });
        return emitter;
    }

    private void send(ResponseBodyEmitter emitter, ImportResult result) {
        try {
            emitter.send(json.writeValueAsString(result) + "\n", MediaType.APPLICATION_NDJSON);
        } catch (IOException | IllegalStateException e) {
            throw new UncheckedIOException(new IOException("nobody reads on", e));
        }
    }
}
