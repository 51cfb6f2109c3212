package dev.yardmaster.server.deployments.web;

import dev.yardmaster.contract.deployment.Deployments;
import dev.yardmaster.contract.deployment.Instance;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.platform.web.ListQuery;
import dev.yardmaster.server.platform.web.Page;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Instances of all deployments, and what their engines write. */
@RestController
@RequestMapping("/api/v1/instances")
class InstanceResource {
    private final Deployments deployments;
    private final LogStreams streams;

    InstanceResource(Deployments deployments, LogStreams streams) {
        this.deployments = deployments;
        this.streams = streams;
    }

    @GetMapping
    Page<Instance> list(ListQuery query, @RequestParam(required = false) @Nullable String deployment) {
        return query.page(
                deployments.allInstances().stream()
                        .filter(i -> deployment == null || i.deployment().equals(deployment)),
                Instance::id,
                _ -> Map.of());
    }

    @GetMapping("/{id}")
    Instance one(@PathVariable String id) {
        return deployments.instance(id).orElseThrow(() -> ProblemException.notFound("instance", id));
    }

    /** Plain text, a line for each that the engine wrote, behind its time; goes on for as long as it is followed. */
    @GetMapping("/{id}/logs")
    ResponseEntity<StreamingResponseBody> logs(
            @PathVariable String id,
            @RequestParam(defaultValue = "100") int tail,
            @RequestParam(defaultValue = "false") boolean follow) {
        if (tail < 0 || tail > 2_000) {
            throw ProblemException.invalid("tail", "it is " + tail, "expected 0 to 2000");
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/plain;charset=UTF-8"))
                .cacheControl(CacheControl.noStore())
                .body(streams.open(id, deployments.logs(id, tail), follow));
    }
}
