package dev.yardmaster.server.documents.web;

import dev.yardmaster.contract.document.ApplyReport;
import dev.yardmaster.contract.document.Documents;
import dev.yardmaster.server.platform.web.BodyText;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Applying documents, all or none. */
@RestController
@RequestMapping("/api/v1/apply")
class ApplyResource {
    private final Documents documents;

    ApplyResource(Documents documents) {
        this.documents = documents;
    }

    @PostMapping(
            consumes = {
                MediaType.APPLICATION_YAML_VALUE,
                MediaType.APPLICATION_JSON_VALUE,
                "application/x-yaml",
                "text/yaml",
                "text/x-yaml"
            })
    ApplyReport apply(@RequestBody byte[] body, @RequestParam(defaultValue = "false") boolean dryRun) {
        return documents.apply(BodyText.of(body), dryRun);
    }
}
