package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.hub.guard.AddressRefused;
import dev.yardmaster.server.catalog.source.SourceHttp;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import okhttp3.Request;
import okhttp3.Response;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Reads files for nodes where a source has no credential as narrow as one file. Ranges go through, and so does what the
 * source says of the file; its refusals and its headers otherwise do not. HEAD comes with GET.
 */
@Hidden
@RestController
class RelayController {
    private static final int AT_ONCE = 128;
    private static final List<String> ASKED = List.of("Range", "If-Range", "If-Match", "If-None-Match");
    private static final List<String> TOLD = List.of("Content-Range", "ETag", "Last-Modified", "Repr-Digest");

    private final RelayTickets tickets;
    private final Locator locator;
    private final SourceHttp http;
    private final Semaphore slots = new Semaphore(AT_ONCE);

    RelayController(RelayTickets tickets, Locator locator, SourceHttp http) {
        this.tickets = tickets;
        this.locator = locator;
        this.http = http;
    }

    @GetMapping(RelayTicket.PATH + "{ticket}")
    void relay(@PathVariable String ticket, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        RelayTicket good = tickets.open(ticket);
        if (!slots.tryAcquire()) {
            response.setHeader("Retry-After", "1");
            throw ProblemException.of(ProblemType.BUSY, "The server reads " + AT_ONCE + " files for nodes already.");
        }
        try {
            relay(locator.own(good), good, request, response);
        } finally {
            slots.release();
        }
    }

    private void relay(Locator.Own own, RelayTicket ticket, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Request.Builder ask = new Request.Builder()
                .url(own.web().url().toString())
                .header("Accept-Encoding", "identity")
                .header("User-Agent", "yardmaster");
        own.web().headers().forEach(ask::header);
        ASKED.forEach(name -> Optional.ofNullable(request.getHeader(name)).ifPresent(v -> ask.header(name, v)));
        if (request.getMethod().equals("HEAD")) {
            ask.head();
        }
        try (Response answer =
                http.streaming(own.trustedHost()).newCall(ask.build()).execute()) {
            switch (answer.code()) {
                case 200, 206, 304, 412, 416 -> pass(answer, response);
                default -> throw refused(ticket, answer, response);
            }
        } catch (AddressRefused e) {
            throw ProblemException.of(ProblemType.SOURCE_UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }

    private static ProblemException refused(RelayTicket ticket, Response answer, HttpServletResponse response) {
        Optional.ofNullable(answer.header("Retry-After"))
                .filter(v -> v.matches("[0-9]{1,6}"))
                .ifPresent(v -> response.setHeader("Retry-After", v));
        boolean missing = answer.code() == 404 || answer.code() == 410;
        return ProblemException.of(
                missing ? ProblemType.NOT_FOUND : ProblemType.SOURCE_UNAVAILABLE,
                "The source answered " + answer.code() + " for " + ticket.path() + ".");
    }

    private static void pass(Response answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.code());
        response.setContentType("application/octet-stream");
        response.setHeader("Accept-Ranges", "bytes");
        TOLD.forEach(name -> Optional.ofNullable(answer.header(name)).ifPresent(v -> response.setHeader(name, v)));
        Optional.ofNullable(answer.header("Content-Length"))
                .filter(v -> v.matches("[0-9]{1,18}"))
                .ifPresent(v -> response.setContentLengthLong(Long.parseLong(v)));
        if (answer.request().method().equals("GET")) {
            try (InputStream in = answer.body().byteStream()) {
                in.transferTo(response.getOutputStream());
            }
        }
    }
}
