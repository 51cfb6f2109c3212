package dev.yardmaster.server.platform.change;

import dev.yardmaster.contract.event.Change;
import dev.yardmaster.contract.event.Events.Subscription;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Holds changes back until their transaction has committed. */
@Component
class TransactionalChanges implements Changes {
    private final Subscribers subscribers = new Subscribers();
    private final ChangeRelay relay;

    TransactionalChanges(ChangeRelay relay) {
        this.relay = relay;
        relay.onForeignChange(subscribers::tell);
    }

    @Override
    public Subscription listen(Consumer<Change> listener) {
        return subscribers.add(listener);
    }

    @Override
    public void record(String kind, String name) {
        Change change = new Change(kind, name);
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            pending().add(change);
        } else {
            relay.send(Set.of(change));
            subscribers.tell(change);
        }
    }

    private Set<Change> pending() {
        Object bound = TransactionSynchronizationManager.getResource(this);
        if (bound instanceof Pending pending) {
            return pending.changes;
        }
        Pending pending = new Pending();
        TransactionSynchronizationManager.bindResource(this, pending);
        TransactionSynchronizationManager.registerSynchronization(pending);
        return pending.changes;
    }

    /** What one transaction has changed so far. */
    private final class Pending implements TransactionSynchronization {
        private final Set<Change> changes = new LinkedHashSet<>();

        @Override
        public int getOrder() {
            return TransactionalEventLog.ORDER + 1;
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(TransactionalChanges.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(TransactionalChanges.this, this);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            if (!changes.isEmpty() && !readOnly) {
                relay.send(changes);
            }
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(TransactionalChanges.this);
            if (status == STATUS_COMMITTED) {
                changes.forEach(subscribers::tell);
            }
        }
    }
}
