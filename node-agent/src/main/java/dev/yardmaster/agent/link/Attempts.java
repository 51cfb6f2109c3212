package dev.yardmaster.agent.link;

import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.agent.platform.Backoff;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Counts failures of one lane in a row; says so once when they begin and once when they end. */
final class Attempts {
    private final Backoff backoff;
    private final AgentLog log;
    private int failures;

    Attempts(String lane, Duration first, Duration cap) {
        this.backoff = new Backoff(first, cap);
        this.log = new AgentLog(lane);
    }

    Duration failed(String why) {
        failures++;
        if (failures == 1) {
            log.warn("Failed, and tried again: " + why);
        }
        return backoff.delay(failures, ThreadLocalRandom.current().nextDouble());
    }

    void succeeded() {
        if (failures > 0) {
            log.info("Works again after " + failures + " failures.");
        }
        failures = 0;
    }
}
