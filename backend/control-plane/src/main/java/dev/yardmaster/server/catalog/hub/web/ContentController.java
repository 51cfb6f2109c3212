package dev.yardmaster.server.catalog.hub.web;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.catalog.hub.internal.Blobs;
import dev.yardmaster.server.catalog.hub.internal.HubQuota;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Filling the built-in hub with content, for commits to name. Beside the hub's own addresses, not under
 * {@code /api}, where no body may be as large as weights are.
 */
@RestController
@RequestMapping("/hub/blobs")
class ContentController {
    private final Blobs blobs;
    private final HubQuota quota;

    ContentController(Blobs blobs, HubQuota quota) {
        this.blobs = blobs;
        this.quota = quota;
    }

    /** Content that is there stays for a while, so that a commit can name it. HEAD comes with GET. */
    @GetMapping("/{sha256}")
    Content find(@PathVariable String sha256) {
        return blobs.touch(sha256)
                .map(size -> new Content(sha256, size))
                .orElseThrow(() -> ProblemException.notFound("content", sha256));
    }

    /** What is there. */
    record Content(String sha256, long size) {}

    @PutMapping("/{sha256}")
    ResponseEntity<Content> upload(@PathVariable String sha256, HttpServletRequest request) throws IOException {
        InputStream body = request.getInputStream();
        try {
            quota.check(Math.max(0, request.getContentLengthLong()));
            long size = blobs.put(sha256, body, request.getContentLengthLong());
            return ResponseEntity.status(HttpStatus.CREATED).body(new Content(sha256, size));
        } catch (ProblemException e) {
            RequestBodies.readOn(body);
            throw e;
        }
    }
}
