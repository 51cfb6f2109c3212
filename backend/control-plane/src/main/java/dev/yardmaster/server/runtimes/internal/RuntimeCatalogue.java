package dev.yardmaster.server.runtimes.internal;

import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.server.platform.change.Changes;
import dev.yardmaster.server.runtimes.EngineRuntimes;
import dev.yardmaster.server.runtimes.ShippedRuntimes;
import dev.yardmaster.server.runtimes.flags.FlagList;
import dev.yardmaster.server.runtimes.store.RuntimeStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** Runtimes in memory, read again when one has changed, and now and then in case that was missed. */
@Service
class RuntimeCatalogue implements EngineRuntimes {
    private static final Logger LOG = LoggerFactory.getLogger(RuntimeCatalogue.class);
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final ShippedRuntimes shipped;
    private final Map<String, Runtime> builtIn;
    private final RuntimeStore store;
    private final JsonMapper json;
    private final Clock clock;
    private final AtomicBoolean changed = new AtomicBoolean();
    private volatile Snapshot snapshot = new Snapshot(Map.of(), Instant.MIN);

    private record Snapshot(Map<String, Runtime> runtimes, Instant at) {}

    RuntimeCatalogue(ShippedRuntimes shipped, RuntimeStore store, Changes changes, JsonMapper json, Clock clock) {
        this.shipped = shipped;
        this.builtIn = shipped.list().stream().collect(Collectors.toMap(Runtime::name, r -> r));
        this.store = store;
        this.json = json;
        this.clock = clock;
        changes.listen(c -> {
            if (c.kind().equals(Kind.RUNTIME.word())) {
                changed.set(true);
            }
        });
    }

    /** All that the caller's transaction sees. */
    RuntimeSet set() {
        return new RuntimeSet(shipped, builtIn, store.all());
    }

    boolean isBuiltIn(String name) {
        return builtIn.containsKey(name);
    }

    private Map<String, Runtime> runtimes() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            return read();
        }
        Instant now = clock.instant();
        Snapshot last = snapshot;
        if (changed.getAndSet(false) || last.at().isBefore(now.minus(FRESH))) {
            last = refreshed(now);
        }
        return last.runtimes();
    }

    private Snapshot refreshed(Instant now) {
        try {
            Snapshot read = new Snapshot(read(), now);
            snapshot = read;
            return read;
        } catch (RuntimeException e) {
            changed.set(true);
            throw e;
        }
    }

    private Map<String, Runtime> read() {
        return set().all(json, (name, e) -> LOG.warn("Runtime {} is left out: {}", name, e.getMessage()));
    }

    @Override
    public List<Runtime> list() {
        return List.copyOf(runtimes().values());
    }

    @Override
    public Optional<Runtime> find(String name) {
        return Optional.ofNullable(runtimes().get(name));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean hold(String name) {
        return isBuiltIn(name) || store.hold(name);
    }

    @Override
    public Optional<FlagList> flags(String engine) {
        return shipped.flags(engine);
    }
}
