package dev.yardmaster.server.catalog.hub.web;

import dev.yardmaster.server.catalog.hub.Snapshot;
import dev.yardmaster.server.catalog.hub.StoredFile;
import dev.yardmaster.server.catalog.hub.internal.GitObjects;
import dev.yardmaster.server.catalog.hub.mirror.WholeHub;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Files, under the addresses and with the headers of huggingface.co; HEAD comes with GET. */
@Hidden
@RestController
@RequestMapping("/hub/{owner}/{name}")
class HubFileController {
    private final WholeHub hub;
    private final FileSender sender;

    HubFileController(WholeHub hub, FileSender sender) {
        this.hub = hub;
        this.sender = sender;
    }

    @GetMapping("/resolve/{revision}/{*path}")
    void resolve(
            @PathVariable String owner,
            @PathVariable String name,
            @PathVariable String revision,
            @PathVariable String path,
            @RequestParam(defaultValue = "false") boolean download,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Snapshot snapshot = hub.read(HubNames.repository(owner, name), revision);
        StoredFile file = WholeHub.file(snapshot, HubNames.path(path));
        response.setHeader("X-Repo-Commit", snapshot.commit());
        if (file.large()) {
            response.setHeader("X-Linked-Size", Long.toString(file.size()));
            response.setHeader("X-Linked-Etag", '"' + file.etag() + '"');
        }
        response.setContentType(file.large() ? MediaType.APPLICATION_OCTET_STREAM_VALUE : "text/plain; charset=utf-8");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, disposition(file.path(), download));
        sender.send(request, response, new FileSender.Content(at(snapshot, file), file.size(), file.etag()));
    }

    /** As git has it: of a large file only the pointer. */
    @GetMapping("/raw/{revision}/{*path}")
    void raw(
            @PathVariable String owner,
            @PathVariable String name,
            @PathVariable String revision,
            @PathVariable String path,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Snapshot snapshot = hub.read(HubNames.repository(owner, name), revision);
        StoredFile file = WholeHub.file(snapshot, HubNames.path(path));
        response.setHeader("X-Repo-Commit", snapshot.commit());
        response.setContentType("text/plain; charset=utf-8");
        if (file.large()) {
            byte[] pointer = GitObjects.pointer(file.sha256(), file.size());
            response.setHeader(HttpHeaders.ETAG, '"' + file.gitId() + '"');
            response.setContentLength(pointer.length);
            response.getOutputStream().write(pointer);
            return;
        }
        sender.send(request, response, new FileSender.Content(at(snapshot, file), file.size(), file.gitId()));
    }

    private FileSender.Place at(Snapshot snapshot, StoredFile file) {
        return () -> hub.content(snapshot, file);
    }

    private static String disposition(String path, boolean download) {
        String file = path.substring(path.lastIndexOf('/') + 1);
        ContentDisposition.Builder builder = download ? ContentDisposition.attachment() : ContentDisposition.inline();
        boolean ascii = StandardCharsets.US_ASCII.newEncoder().canEncode(file);
        return (ascii ? builder.filename(file) : builder.filename(file, StandardCharsets.UTF_8))
                .build()
                .toString();
    }
}
