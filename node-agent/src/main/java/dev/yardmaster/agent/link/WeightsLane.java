package dev.yardmaster.agent.link;

import dev.yardmaster.agent.link.ReportLane.Outcome;
import dev.yardmaster.agent.weights.EventLog;
import dev.yardmaster.agent.weights.VerifiedReports;
import dev.yardmaster.contract.agent.AgentEvent;
import dev.yardmaster.contract.agent.AgentEvents;
import dev.yardmaster.contract.agent.VerifiedFiles;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Tells what happened to weights, and what verified files were found to be. */
final class WeightsLane {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int MOST_EVENTS = 100;

    private final Link link;
    private final EventLog events;
    private final VerifiedReports verified;
    private final ReportLane lane = new ReportLane("weights");

    WeightsLane(Link link, EventLog events, VerifiedReports verified) {
        this.link = link;
        this.events = events;
        this.verified = verified;
    }

    Duration pass() {
        if (!link.isUp()) {
            return EVERY;
        }
        List<AgentEvent> next = events.next(MOST_EVENTS);
        if (!next.isEmpty()) {
            if (lane.settle(link.events(new AgentEvents(next))) instanceof Outcome.Later(Duration pause)) {
                return atLeastEvery(pause);
            }
            events.told(next);
        }
        Optional<VerifiedFiles> files = verified.report();
        if (files.isPresent()) {
            if (lane.settle(link.verified(files.get())) instanceof Outcome.Later(Duration pause)) {
                return atLeastEvery(pause);
            }
            verified.told(files.get());
        }
        return EVERY;
    }

    private static Duration atLeastEvery(Duration pause) {
        return pause.compareTo(EVERY) < 0 ? EVERY : pause;
    }
}
