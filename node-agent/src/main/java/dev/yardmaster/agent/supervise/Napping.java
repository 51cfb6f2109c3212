package dev.yardmaster.agent.supervise;

import dev.yardmaster.agent.instance.Sight.NapEnd;
import dev.yardmaster.agent.platform.Json;
import dev.yardmaster.contract.engine.HttpCall;
import dev.yardmaster.contract.engine.SleepAbility;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;

/** Tells one engine to sleep or to wake, and asks it whether it does. Told again, it does nothing again. */
final class Napping {
    private static final Duration ASK = Duration.ofSeconds(5);
    private static final Duration AGAIN = Duration.ofMillis(200);

    private final EngineCalls calls;
    private final Clock clock;
    private final Errand<NapEnd> errand;

    Napping(EngineCalls calls, Clock clock, Runnable wake) {
        this.calls = calls;
        this.clock = clock;
        this.errand = new Errand<>("sleep", wake);
    }

    void tell(Engine engine, SleepAbility ability, boolean asleep) {
        errand.start(() -> told(engine, ability, asleep));
    }

    Optional<NapEnd> end() {
        return errand.outcome();
    }

    private NapEnd told(Engine engine, SleepAbility ability, boolean asleep) {
        boolean sleeps = sleeps(engine, ability).orElse(false);
        // One that does not say that it sleeps is not told to wake: it may not even know how. A request will show.
        if (ability.asks().isPresent() && sleeps == asleep) {
            return end(asleep, true, "it did already");
        }
        List<HttpCall> what = asleep ? ability.sleep() : ability.wake();
        for (HttpCall call : what) {
            try {
                EngineCalls.Answer answer = calls.call(engine, call, Map.of(), ability.within());
                if (!answer.fine()) {
                    return end(asleep, false, call.path() + " answers " + answer.said());
                }
            } catch (IOException e) {
                return end(asleep, false, call.path() + " does not answer (" + e.getMessage() + ")");
            }
        }
        return ability.asks().isEmpty() ? end(asleep, true, "it said so") : verified(engine, ability, asleep);
    }

    private NapEnd verified(Engine engine, SleepAbility ability, boolean asleep) {
        var until = clock.instant().plus(ability.within());
        do {
            if (sleeps(engine, ability).filter(s -> s == asleep).isPresent()) {
                return end(asleep, true, "it said so");
            }
            pause();
        } while (clock.instant().isBefore(until) && !Thread.currentThread().isInterrupted());
        return end(asleep, false, "asked, it says otherwise");
    }

    private static void pause() {
        try {
            Thread.sleep(AGAIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<Boolean> sleeps(Engine engine, SleepAbility ability) {
        if (ability.asks().isEmpty()) {
            return Optional.empty();
        }
        try {
            EngineCalls.Answer answer = calls.call(engine, ability.asks().get(), Map.of(), ASK);
            return answer.fine()
                    ? Optional.of(Json.mapper()
                            .readTree(answer.body())
                            .at(JsonPointer.compile(ability.asleep()))
                            .asBoolean(false))
                    : Optional.empty();
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private NapEnd end(boolean asleep, boolean worked, String detail) {
        return new NapEnd(asleep, worked, detail, clock.instant());
    }
}
