package dev.yardmaster.server.catalog.hub.web;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.catalog.hub.internal.Blobs;
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
    private static final long READ_ON = 256L << 20;

    private final Blobs blobs;

    ContentController(Blobs blobs) {
        this.blobs = blobs;
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
            long size = blobs.put(sha256, body, request.getContentLengthLong());
            return ResponseEntity.status(HttpStatus.CREATED).body(new Content(sha256, size));
        } catch (ProblemException e) {
            // A client that is still sending would see a broken connection instead of the answer.
            readOn(body);
            throw e;
        }
    }

    private static void readOn(InputStream body) {
        byte[] chunk = new byte[1 << 16];
        try {
            long read = 0;
            for (int n = body.read(chunk); n >= 0 && read < READ_ON; n = body.read(chunk)) {
                read += n;
            }
        } catch (IOException gone) {
            // Then nobody waits for the answer either.
        }
    }
}
