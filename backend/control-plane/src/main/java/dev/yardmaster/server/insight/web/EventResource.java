package dev.yardmaster.server.insight.web;

import dev.yardmaster.contract.event.Event;
import dev.yardmaster.server.insight.store.EventStore;
import dev.yardmaster.server.platform.web.Page;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** What happened: a page at a time, or as it happens. */
@RestController
@RequestMapping("/api/v1/events")
class EventResource {
    private final EventStore events;
    private final EventStreams streams;

    EventResource(EventStore events, EventStreams streams) {
        this.events = events;
        this.streams = streams;
    }

    /** Newest first; with {@code after} the ones that came after that id, oldest first. */
    @GetMapping
    Page<Event> list(
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "100") @Min(1) @Max(500) int limit) {
        if (after == null) {
            return new Page<>(events.latest(kind, name, limit), Optional.empty());
        }
        List<Event> found = events.after(after, kind, name, limit);
        return new Page<>(
                found,
                found.size() == limit
                        ? Optional.of(String.valueOf(found.getLast().id()))
                        : Optional.empty());
    }

    /** Server-sent events, each with its id: a client that comes back with {@code Last-Event-ID} misses none. */
    @GetMapping(path = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter stream(@RequestHeader(name = "Last-Event-ID", required = false) @Nullable Long lastEventId) {
        return streams.open(lastEventId == null ? events.newestId() : lastEventId);
    }
}
