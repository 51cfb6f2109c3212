package dev.yardmaster.gateway.proxy;

import dev.yardmaster.gateway.json.Reading;
import dev.yardmaster.gateway.json.Reading.BadField;
import dev.yardmaster.gateway.json.Reading.NotJson;
import dev.yardmaster.gateway.json.Reading.Understood;
import dev.yardmaster.gateway.json.RequestFacts;
import dev.yardmaster.gateway.json.RequestReader;
import dev.yardmaster.gateway.metrics.ErrorKind;
import dev.yardmaster.gateway.routes.Caller;
import dev.yardmaster.gateway.routes.ServedRoute;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** Reads a request for a model and sends it on its way. */
final class Inference {
    private static final int LONGEST_ECHO = 100;

    private final Loop loop;

    Inference(Loop loop) {
        this.loop = loop;
    }

    void handle(HttpServerRequest request, Caller caller, String requestId, long start) {
        new BodyReader(
                        loop,
                        request,
                        body -> understand(request, caller, requestId, start, body),
                        refusal -> refuse(request, start, refusal))
                .read();
    }

    private void understand(HttpServerRequest request, Caller caller, String requestId, long start, Bytes body) {
        Reading reading = RequestReader.read(body.array(), body.from(), body.to());
        switch (reading) {
            case Understood(RequestFacts facts) ->
                route(caller, facts.model())
                        .ifPresentOrElse(
                                route -> new Exchange(loop, new Call(request, requestId, start, facts, body), route)
                                        .start(),
                                () -> refuse(request, start, unknownModel(facts.model())));
            case NotJson(String why) ->
                refuse(
                        request,
                        start,
                        Refusal.of(ErrorKind.INVALID_JSON, "The body is not a JSON object: " + why + "."));
            case BadField(String param, String why, Optional<String> code) ->
                refuse(
                        request,
                        start,
                        Refusal.of(ErrorKind.INVALID_FIELD, why).param(param).code(code));
        }
    }

    /** A route of another project is as unknown as one that does not exist. */
    private Optional<ServedRoute> route(Caller caller, String model) {
        return loop.routes().get().route(model).filter(caller::sees);
    }

    private static Refusal unknownModel(String model) {
        String echo = model.length() > LONGEST_ECHO ? model.substring(0, LONGEST_ECHO) + "…" : model;
        return Refusal.of(ErrorKind.UNKNOWN_MODEL, "The model '" + echo + "' does not exist or is not yours to use.")
                .param("model");
    }

    private void refuse(HttpServerRequest request, long start, Refusal refusal) {
        loop.metrics().nowhere().failed(refusal.kind());
        loop.metrics().nowhere().answered(refusal.kind().status(), System.nanoTime() - start);
        Answers.refuse(request, refusal);
    }
}
