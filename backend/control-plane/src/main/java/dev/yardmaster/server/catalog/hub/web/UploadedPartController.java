package dev.yardmaster.server.catalog.hub.web;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.catalog.hub.upload.LargeUploads;
import dev.yardmaster.server.catalog.hub.upload.PartUploads;
import dev.yardmaster.server.catalog.hub.upload.Ticket;
import dev.yardmaster.server.catalog.hub.upload.Tickets;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Where large content is put. These addresses are handed out by the batch API and need no token. */
@Hidden
@RestController
@RequestMapping("/hub/blobs/uploads/{ticket}")
class UploadedPartController {
    private final Tickets tickets;
    private final LargeUploads uploads;
    private final PartUploads parts;

    UploadedPartController(Tickets tickets, LargeUploads uploads, PartUploads parts) {
        this.tickets = tickets;
        this.uploads = uploads;
        this.parts = parts;
    }

    @PutMapping
    ResponseEntity<Void> put(@PathVariable String ticket, HttpServletRequest request) throws IOException {
        InputStream body = request.getInputStream();
        try {
            Ticket leave = tickets.open(ticket, Ticket.Use.WHOLE, Ticket.Use.PART);
            String tag = put(leave, body, request.getContentLengthLong());
            return ResponseEntity.ok().header(HttpHeaders.ETAG, '"' + tag + '"').build();
        } catch (ProblemException e) {
            RequestBodies.readOn(body);
            throw e;
        }
    }

    private String put(Ticket leave, InputStream body, long announced) throws IOException {
        if (leave.use() == Ticket.Use.PART) {
            return parts.put(leave, body, announced);
        }
        uploads.put(leave, body, announced);
        return leave.sha256();
    }

    /** All parts are there. */
    @PostMapping
    Map<String, Object> complete(@PathVariable String ticket, @RequestBody JsonNode body) throws IOException {
        Ticket leave = tickets.open(ticket, Ticket.Use.COMPLETE, Ticket.Use.COMPLETE);
        Map<Integer, String> tags = new HashMap<>();
        for (JsonNode part : body.path("parts")) {
            tags.put(part.path("partNumber").asInt(0), part.path("etag").asString(""));
        }
        parts.complete(leave, tags);
        return Map.of("success", true);
    }
}
