package dev.yardmaster.agent.supervise;

import dev.yardmaster.agent.journal.JournalEntry;
import dev.yardmaster.contract.agent.AssignedInstance;
import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.agent.Launch;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.engine.Checks;
import dev.yardmaster.contract.engine.Startup;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An engine of an earlier agent that is no longer assigned: enough of an assignment to end it in order. */
final class Leftover {
    private static final Duration DRAIN = Duration.ofSeconds(30);
    private static final Checks CHECKS = Checks.health("/health", 503, Duration.ofSeconds(1), Duration.ofSeconds(1), 1);

    private Leftover() {}

    static AssignedInstance of(JournalEntry entry) {
        Launch launch = Launch.plain(
                "",
                new EngineExecutable.Bundled(),
                List.of(),
                Map.of(),
                "",
                Startup.within(Duration.ofMinutes(1)),
                CHECKS);
        return new AssignedInstance(
                entry.instanceId(),
                "",
                0,
                entry.modelKey(),
                "",
                "",
                launch,
                AssignedInstance.Desired.STOP,
                InstanceReason.SCALED_IN,
                DRAIN);
    }
}
