package dev.yardmaster.engine.serve;

import dev.yardmaster.engine.api.AnswerFormat;
import dev.yardmaster.engine.api.ApiError;
import dev.yardmaster.engine.api.ApiException;
import dev.yardmaster.engine.api.ChatFormat;
import dev.yardmaster.engine.api.CompletionRequest;
import dev.yardmaster.engine.api.Envelope;
import dev.yardmaster.engine.api.Prompt;
import dev.yardmaster.engine.api.TextFormat;
import dev.yardmaster.engine.decode.Generation;
import dev.yardmaster.engine.decode.GenerationEvent;
import dev.yardmaster.engine.decode.GenerationTask;
import dev.yardmaster.engine.decode.Lora;
import dev.yardmaster.engine.http.Exchange;
import dev.yardmaster.engine.sampling.Sampler;
import dev.yardmaster.engine.sampling.SamplingParameters;
import dev.yardmaster.engine.text.TextStream;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;

/** Answers requests for text. */
final class CompletionEndpoint {
    private final LoadedModel model;
    private final AdapterRegistry adapters;
    private final Admission admission;
    private final InstantSource clock;

    CompletionEndpoint(LoadedModel model, AdapterRegistry adapters, Admission admission, InstantSource clock) {
        this.model = model;
        this.adapters = adapters;
        this.admission = admission;
        this.clock = clock;
    }

    /** Generates and answers; {@code arrived} is the nano time at which the request came in. */
    void answer(Exchange exchange, CompletionRequest request, long arrived) throws InterruptedException {
        Lora lora = adapters.find(request.model())
                .orElseThrow(() -> new ApiException(ApiError.modelNotFound(request.model())));
        enter();
        try {
            var events = new LinkedBlockingQueue<GenerationEvent>();
            int[] prompt = model.tokenizer().tokens(request.prompt());
            var task = new GenerationTask(
                    prompt,
                    lora,
                    sampler(request, prompt),
                    new TextStream(request.stops()),
                    request.maxTokens().orElse(Integer.MAX_VALUE),
                    events::add);
            var generation = new Generation(task, arrived);
            model.decoding().submit(generation);
            exchange.onClientGone(() -> model.decoding().cancel(generation));
            var answer = new Answer(exchange, format(request), events);
            if (request.stream()) {
                answer.streamed(request.includeUsage());
            } else {
                answer.whole();
            }
        } finally {
            admission.leave();
        }
    }

    private void enter() {
        switch (admission.enter()) {
            case ADMITTED -> {}
            case FULL ->
                throw new ApiException(ApiError.unavailable(
                        "queue_full",
                        "%d requests are running or waiting, which is the limit.".formatted(admission.most())));
            case CLOSED -> throw new ApiException(ApiError.unavailable("stopping", "The engine is stopping."));
        }
    }

    private Sampler sampler(CompletionRequest request, int[] prompt) {
        SamplingParameters sampling = request.sampling();
        if (request.ignoreEnd()) {
            var bias = new HashMap<>(sampling.logitBias());
            model.vocabulary().ends().forEach(token -> bias.put(token, Float.NEGATIVE_INFINITY));
            sampling = sampling.withLogitBias(bias);
        }
        SplittableRandom random = sampling.seed().isPresent()
                ? new SplittableRandom(sampling.seed().getAsLong())
                : new SplittableRandom();
        return new Sampler(sampling, random, prompt);
    }

    private AnswerFormat format(CompletionRequest request) {
        boolean chat = request.prompt() instanceof Prompt.Chat;
        var envelope = new Envelope(
                (chat ? "chatcmpl-" : "cmpl-") + UUID.randomUUID().toString().replace("-", ""),
                clock.instant().getEpochSecond(),
                request.model(),
                model.build(),
                request.includeUsage());
        return chat ? new ChatFormat(envelope, model.vocabulary()) : new TextFormat(envelope);
    }
}
