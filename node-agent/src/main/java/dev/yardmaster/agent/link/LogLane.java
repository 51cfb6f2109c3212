package dev.yardmaster.agent.link;

import dev.yardmaster.agent.link.ReportLane.Outcome;
import dev.yardmaster.agent.logs.EngineLog;
import dev.yardmaster.contract.agent.LogBatch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Sends engine output: once a second at most, one batch for each instance that has something. */
final class LogLane {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int MOST_LINES = 1_000;

    private final Link link;
    private final Supplier<List<EngineLog>> logs;
    private final ReportLane lane = new ReportLane("logs");

    LogLane(Link link, Supplier<List<EngineLog>> logs) {
        this.link = link;
        this.logs = logs;
    }

    Duration pass() {
        if (!link.isUp()) {
            return EVERY;
        }
        for (EngineLog log : logs.get()) {
            Optional<LogBatch> batch = log.batch(MOST_LINES);
            if (batch.isPresent() && lane.settle(link.logs(batch.get())) instanceof Outcome.Later(Duration pause)) {
                return pause.compareTo(EVERY) < 0 ? EVERY : pause;
            }
            batch.ifPresent(log::delivered);
        }
        return EVERY;
    }
}
