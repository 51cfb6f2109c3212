package dev.yardmaster.engine.serve;

import dev.yardmaster.engine.api.AnswerFormat;
import dev.yardmaster.engine.api.ApiError;
import dev.yardmaster.engine.api.ApiException;
import dev.yardmaster.engine.decode.GenerationEvent;
import dev.yardmaster.engine.http.Exchange;
import dev.yardmaster.engine.http.Response;
import dev.yardmaster.engine.sampling.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;

/** Writes what a generation says to the client, whole or as it comes. */
final class Answer {
    private static final String DONE = "[DONE]";

    private final Exchange exchange;
    private final AnswerFormat format;
    private final BlockingQueue<GenerationEvent> events;

    Answer(Exchange exchange, AnswerFormat format, BlockingQueue<GenerationEvent> events) {
        this.exchange = exchange;
        this.format = format;
        this.events = events;
    }

    void whole() throws InterruptedException {
        var text = new StringBuilder();
        var choices = new ArrayList<Choice>();
        while (true) {
            switch (events.take()) {
                case GenerationEvent.Text(String more, List<Choice> chosen) -> {
                    text.append(more);
                    choices.addAll(chosen);
                }
                case GenerationEvent.Finished(var reason, var usage) -> {
                    exchange.respond(Response.json(200, format.whole(text.toString(), choices, reason, usage)));
                    return;
                }
                case GenerationEvent.Failed(String message) ->
                    throw new EndedEarlyException(ApiError.internal(message));
                case GenerationEvent.Cancelled _ -> throw new EndedEarlyException(stopping());
                case GenerationEvent.AdapterGone _ -> throw new ApiException(adapterGone());
            }
        }
    }

    /** Until the first text an error is an ordinary response; after it, an event that ends the stream. */
    void streamed(boolean includeUsage) throws InterruptedException {
        boolean begun = false;
        boolean more = true;
        while (more) {
            var ready = new ArrayList<GenerationEvent>();
            ready.add(events.take());
            events.drainTo(ready);
            var lines = new ArrayList<String>();
            if (!begun && !(ready.getFirst() instanceof GenerationEvent.Text)) {
                refuse(ready.getFirst());
            }
            if (!begun) {
                format.opening().ifPresent(lines::add);
                begun = true;
            }
            for (GenerationEvent event : ready) {
                more = write(event, includeUsage, lines);
            }
            exchange.send(lines);
        }
        exchange.finish();
    }

    private static void refuse(GenerationEvent first) {
        switch (first) {
            case GenerationEvent.Failed(String message) -> throw new EndedEarlyException(ApiError.internal(message));
            case GenerationEvent.Cancelled _ -> throw new EndedEarlyException(stopping());
            case GenerationEvent.AdapterGone _ -> throw new ApiException(adapterGone());
            case GenerationEvent.Text _, GenerationEvent.Finished _ -> {}
        }
    }

    private boolean write(GenerationEvent event, boolean includeUsage, List<String> lines) {
        return switch (event) {
            case GenerationEvent.Text(String text, List<Choice> choices) -> {
                lines.add(format.chunk(text, choices));
                yield true;
            }
            case GenerationEvent.Finished(var reason, var usage) -> {
                lines.add(format.closing(reason));
                if (includeUsage) {
                    lines.add(format.usage(usage));
                }
                lines.add(DONE);
                yield false;
            }
            case GenerationEvent.Failed(String message) -> {
                lines.add(ApiError.internal(message).json());
                yield false;
            }
            case GenerationEvent.Cancelled _ -> {
                lines.add(stopping().json());
                yield false;
            }
            case GenerationEvent.AdapterGone _ -> {
                lines.add(adapterGone().json());
                yield false;
            }
        };
    }

    private static ApiError stopping() {
        return ApiError.unavailable("stopping", "The engine is stopping.");
    }

    private static ApiError adapterGone() {
        return ApiError.notFound("The adapter was unloaded before the request began.");
    }
}
