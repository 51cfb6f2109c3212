package dev.yardmaster.server.deployments.web;

import dev.yardmaster.contract.deployment.Deployment;
import dev.yardmaster.contract.deployment.Deployments;
import dev.yardmaster.contract.deployment.PlacementVerdict;
import dev.yardmaster.contract.deployment.Revision;
import dev.yardmaster.contract.document.ApplyReport;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.documents.DocumentStore;
import dev.yardmaster.server.platform.web.Etags;
import dev.yardmaster.server.platform.web.ListQuery;
import dev.yardmaster.server.platform.web.Page;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
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

/** Deployments: documents in, documents with their status out. */
@RestController
@RequestMapping("/api/v1/deployments")
class DeploymentResource {
    private final Deployments deployments;
    private final DocumentStore documents;

    DeploymentResource(Deployments deployments, DocumentStore documents) {
        this.deployments = deployments;
        this.documents = documents;
    }

    /** @param replicas instances wanted, 0 to 64 */
    record Scale(Integer replicas) {}

    @GetMapping
    Page<Deployment> list(ListQuery query) {
        return query.page(
                deployments.list().stream(), Deployment::name, d -> d.metadata().labels());
    }

    @GetMapping("/{name}")
    ResponseEntity<Deployment> one(@PathVariable String name) {
        Deployment found = find(name);
        return tagged(found);
    }

    @PostMapping
    ResponseEntity<ApplyReport.Result> create(@RequestBody String document) {
        ApplyReport.Result result = documents.create(Kind.DEPLOYMENT, document);
        return ResponseEntity.created(URI.create("/api/v1/deployments/" + result.name()))
                .body(result);
    }

    @PutMapping("/{name}")
    ApplyReport.Result put(
            @PathVariable String name,
            @RequestBody String document,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        return documents.put(Kind.DEPLOYMENT, name, document, Etags.ifMatch(ifMatch));
    }

    /** Accepted: its instances have to stop first; it is gone when it is not found any more. */
    @DeleteMapping("/{name}")
    ResponseEntity<Void> delete(
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
        documents.delete(Kind.DEPLOYMENT, name, Etags.ifMatch(ifMatch));
        return ResponseEntity.accepted().build();
    }

    /** Does not make a revision. */
    @PostMapping("/{name}/scale")
    ResponseEntity<Deployment> scale(@PathVariable String name, @RequestBody Scale wanted) {
        if (wanted.replicas() == null) {
            throw ProblemException.invalid("replicas", "it is missing", "expected 0 to 64");
        }
        return tagged(deployments.scale(name, wanted.replicas()));
    }

    @GetMapping("/{name}/revisions")
    List<Revision> revisions(@PathVariable String name) {
        return deployments.revisions(name);
    }

    @GetMapping("/{name}/explain")
    List<PlacementVerdict> explain(@PathVariable String name) {
        return deployments.explain(name);
    }

    private Deployment find(String name) {
        return deployments.find(name).orElseThrow(() -> ProblemException.notFound("deployment", name));
    }

    private static ResponseEntity<Deployment> tagged(Deployment deployment) {
        return ResponseEntity.ok()
                .eTag(Etags.of(deployment.metadata().version().orElse(0L)))
                .body(deployment);
    }
}
