package dev.yardmaster.server.weights.internal;

import dev.yardmaster.contract.agent.AgentEvent;
import dev.yardmaster.contract.agent.AgentEvents;
import dev.yardmaster.contract.event.Event.Severity;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.nodes.Fleet;
import dev.yardmaster.server.platform.change.EventLog;
import dev.yardmaster.server.platform.leader.Leadership;
import dev.yardmaster.server.weights.WeightsReason;
import dev.yardmaster.server.weights.store.AgentEventStore;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Puts what agents tell of into the history, each event once however often it is sent. */
@Service
public class AgentHistory {
    private static final int MOST = 100;
    private static final int LONGEST_ID = 64;
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private final AgentEventStore store;
    private final EventLog events;
    private final Leadership leadership;
    private final Clock clock;

    AgentHistory(AgentEventStore store, EventLog events, Leadership leadership, Clock clock) {
        this.store = store;
        this.events = events;
        this.leadership = leadership;
        this.clock = clock;
    }

    @Transactional
    public void tell(String node, AgentEvents told) {
        if (told.events().size() > MOST) {
            throw ProblemException.of(
                    ProblemType.TOO_LARGE, told.events().size() + " events at once; send at most " + MOST + ".");
        }
        told.events().forEach(AgentHistory::check);
        told.events().stream()
                .filter(e -> store.add(node, e.id(), clock.instant()))
                .forEach(e -> events.record(
                        severity(e.type()),
                        Fleet.CHANGE_KIND,
                        node,
                        WeightsReason.of(e.type()),
                        Texts.sentence(e.modelKey() + ": " + e.sentence())));
    }

    private static void check(AgentEvent event) {
        boolean good = event.id() != null
                && !event.id().isBlank()
                && event.id().length() <= LONGEST_ID
                && event.type() != null
                && event.modelKey() != null
                && event.sentence() != null;
        if (!good) {
            throw ProblemException.invalid(
                    "events", "one lacks id, type, modelKey or sentence", "expected all, the id at most 64 long");
        }
    }

    private static Severity severity(AgentEvent.Type type) {
        return switch (type) {
            case WEIGHTS_HELD, WEIGHTS_EVICTED, WEIGHTS_REPAIRED, KERNELS_FETCHED -> Severity.INFO;
            case WEIGHTS_DAMAGED, PEER_DISTRUSTED, KERNELS_UNAVAILABLE -> Severity.WARNING;
        };
    }

    @Scheduled(fixedDelay = 60, initialDelay = 7, timeUnit = TimeUnit.MINUTES)
    void forget() {
        if (leadership.leading()) {
            store.forget(clock.instant().minus(REMEMBERED));
        }
    }
}
