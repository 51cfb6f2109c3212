package dev.yardmaster.agent.link;

import dev.yardmaster.agent.logs.EngineLog;
import dev.yardmaster.agent.weights.EventLog;
import dev.yardmaster.agent.weights.VerifiedReports;
import dev.yardmaster.contract.agent.Assignment;
import dev.yardmaster.contract.agent.ObservationBatch;
import dev.yardmaster.contract.agent.VerifiedFiles;
import dev.yardmaster.contract.deployment.Load;
import dev.yardmaster.contract.node.Inventory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A node that runs nothing and remembers what it is told. */
final class FakeNode implements ServerLink.Node {
    volatile long version;
    volatile boolean nothing;
    volatile List<String> models = List.of();
    final EventLog events = new EventLog(Clock.systemUTC());
    final Queue<VerifiedFiles> found = new ConcurrentLinkedQueue<>();
    private final VerifiedReports verified = new VerifiedReports() {
        @Override
        public Optional<VerifiedFiles> report() {
            return Optional.ofNullable(found.peek());
        }

        @Override
        public void told(VerifiedFiles files) {
            found.remove(files);
        }
    };
    private volatile List<EngineLog> logs = List.of();

    @Override
    public Inventory firstInventory() {
        return inventory();
    }

    @Override
    public Inventory inventory() {
        return new Inventory(
                "host", "Linux", "amd64", "cpu", 2, new TreeSet<>(), 100, 50, 100, 50, List.of(), List.of());
    }

    @Override
    public long assignmentVersion() {
        return version;
    }

    @Override
    public void assign(Assignment newest) {
        version = newest.version();
    }

    @Override
    public void nothingAssigned() {
        nothing = true;
    }

    @Override
    public Optional<ObservationBatch> observations() {
        return Optional.of(new ObservationBatch(version, List.of(), models));
    }

    @Override
    public Map<String, Load> loads() {
        return Map.of();
    }

    @Override
    public List<EngineLog> logs() {
        return logs;
    }

    @Override
    public EventLog events() {
        return events;
    }

    @Override
    public VerifiedReports verified() {
        return verified;
    }

    void log(Path directory, String text) throws IOException {
        if (logs.isEmpty()) {
            logs = List.of(new EngineLog("i1", directory, 1 << 20, Clock.systemUTC()));
        }
        EngineLog log = logs.getFirst();
        Files.writeString(log.file(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        log.poll();
    }
}
