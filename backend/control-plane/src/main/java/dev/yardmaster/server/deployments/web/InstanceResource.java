package dev.yardmaster.server.deployments.web;

import dev.yardmaster.contract.deployment.Deployments;
import dev.yardmaster.contract.deployment.Instance;
import dev.yardmaster.contract.deployment.InstanceReadings;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.platform.web.ListQuery;
import dev.yardmaster.server.platform.web.Page;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Instances of all deployments, and what their engines write. */
@RestController
@RequestMapping("/api/v1/instances")
class InstanceResource {
    private static final int MOST_LINES = 2_000;

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

    /** What its engine was last measured at; says so where there is nothing yet. */
    @GetMapping("/{id}/readings")
    InstanceReadings readings(@PathVariable String id) {
        return deployments.readings(id);
    }

    /**
     * Plain text, a line for each that the engine wrote, behind its time; goes on while it is followed, at most half an
     * hour. Written on this very thread, as an asynchronous answer would be cut off by its timeout.
     */
    @GetMapping("/{id}/logs")
    void logs(
            @PathVariable String id,
            @RequestParam(defaultValue = "100") int tail,
            @RequestParam(defaultValue = "false") boolean follow,
            HttpServletResponse response)
            throws IOException {
        if (tail < 0 || tail > MOST_LINES) {
            throw ProblemException.invalid("tail", "it is " + tail, "expected 0 to " + MOST_LINES);
        }
        LogStreams.Stream stream = streams.open(id, deployments.logs(id, tail), follow);
        response.setContentType("text/plain;charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        stream.writeTo(response.getOutputStream());
    }
}
