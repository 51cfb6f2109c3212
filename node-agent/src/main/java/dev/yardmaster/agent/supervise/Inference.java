package dev.yardmaster.agent.supervise;

import dev.yardmaster.agent.instance.Sight.Reply;
import dev.yardmaster.agent.platform.Json;
import dev.yardmaster.contract.engine.Checks;
import dev.yardmaster.contract.engine.Checks.Question;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Asks one engine a real question now and then. One that answers others need not be asked: its counter of answered tokens
 * moves.
 */
final class Inference {
    /** Between two tries while the first answer is awaited. */
    private static final Duration AGAIN = Duration.ofMillis(500);
    /** After an answer that came to nothing the next is wanted sooner. */
    private static final int SOONER = 3;

    private final EngineCalls calls;
    private final Clock clock;
    private final Errand<Reply> errand;
    private Optional<Double> counted = Optional.empty();

    Inference(EngineCalls calls, Clock clock, Runnable wake) {
        this.calls = calls;
        this.clock = clock;
        this.errand = new Errand<>("inference", wake);
    }

    /** Asks until the first good answer. */
    void first(Engine engine, Checks.Inference how, String servedName) {
        boolean due = errand.outcome()
                .map(r -> !r.at().plus(AGAIN).isAfter(clock.instant()))
                .orElse(true);
        if (due) {
            errand.start(() -> ask(engine, how, servedName));
        }
    }

    /** @param tokens reads the counter of answered tokens anew; empty where the engine has none */
    void periodic(Engine engine, Checks.Inference how, String servedName, Supplier<Optional<Double>> tokens) {
        if (errand.isBusy() || !due(how)) {
            return;
        }
        Optional<Double> before = counted;
        errand.start(() -> {
            Optional<Double> now = tokens.get();
            Reply reply = moved(before, now) ? others() : ask(engine, how, servedName);
            Optional<Double> after = tokens.get();
            counted = after;
            return reply.good() || !moved(now, after) ? reply : others();
        });
    }

    Optional<Reply> reply() {
        return errand.outcome();
    }

    private boolean due(Checks.Inference how) {
        return errand.outcome()
                .map(r -> {
                    Duration every = r.good() ? how.every() : how.every().dividedBy(SOONER);
                    return !r.at().plus(every).isAfter(clock.instant());
                })
                .orElse(true);
    }

    private static boolean moved(Optional<Double> before, Optional<Double> after) {
        return before.isPresent() && after.isPresent() && after.get() > before.get();
    }

    private Reply others() {
        return new Reply(true, "it answers others", clock.instant());
    }

    private Reply ask(Engine engine, Checks.Inference how, String servedName) {
        Question question = how.questions().getFirst();
        Instant began = clock.instant();
        try {
            EngineCalls.Answer answer =
                    calls.call(engine, question.call(), Map.of("served.name", servedName), how.timeout());
            String what = question.call().path() + " answers " + answer.said();
            boolean good = answer.fine() && there(answer.body(), question.expect());
            return new Reply(good, good ? "answered" : what, clock.instant());
        } catch (IOException e) {
            long seconds = Duration.between(began, clock.instant()).toSeconds();
            return new Reply(
                    false,
                    question.call().path() + " does not answer (" + e.getMessage() + ", after " + seconds + " s)",
                    clock.instant());
        }
    }

    private static boolean there(String body, String pointer) {
        if (pointer.isEmpty()) {
            return true;
        }
        try {
            JsonNode found = Json.mapper().readTree(body).at(JsonPointer.compile(pointer));
            boolean empty = found.isContainer()
                    ? found.isEmpty()
                    : found.isString() && found.stringValue().isEmpty();
            return !found.isMissingNode() && !found.isNull() && !empty;
        } catch (JacksonException | IllegalArgumentException e) {
            return false;
        }
    }
}
