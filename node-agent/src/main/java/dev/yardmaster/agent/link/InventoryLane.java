package dev.yardmaster.agent.link;

import dev.yardmaster.agent.inventory.InventoryChange;
import dev.yardmaster.agent.link.ReportLane.Outcome;
import dev.yardmaster.contract.node.Inventory;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Reports the inventory at start and when a look finds a change; probes know themselves what is worth looking at again. */
final class InventoryLane {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
    private static final Duration NOT_JOINED = Duration.ofMillis(500);

    private final Link link;
    private final Supplier<Inventory> look;
    private final ReportLane lane = new ReportLane("inventory");
    private Optional<Inventory> sent = Optional.empty();

    InventoryLane(Link link, Supplier<Inventory> look) {
        this.link = link;
        this.look = look;
    }

    Duration pass() {
        if (!link.isUp()) {
            sent = Optional.empty();
            return NOT_JOINED;
        }
        Inventory now = look.get();
        if (sent.isPresent() && !InventoryChange.matters(sent.get(), now)) {
            return LOOK_EVERY;
        }
        return switch (lane.settle(link.inventory(now))) {
            case Outcome.Sent _, Outcome.Rejected _ -> {
                sent = Optional.of(now);
                yield LOOK_EVERY;
            }
            case Outcome.Later(Duration pause) -> pause;
        };
    }
}
