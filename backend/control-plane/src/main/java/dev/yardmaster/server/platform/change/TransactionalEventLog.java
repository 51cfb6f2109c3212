package dev.yardmaster.server.platform.change;

import dev.yardmaster.contract.event.Event.Severity;
import jakarta.persistence.EntityManager;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Collects events and writes them as the last thing before the commit, under a lock that the commit releases. So their
 * identifiers become visible in their order, and nothing is waited for while the lock is held but the commit itself.
 */
@Component
class TransactionalEventLog implements EventLog {
    static final int ORDER = 1_000;

    private static final long LOCK = 0x7961_7264_6576_7401L;

    private final JdbcTemplate sql;
    private final EntityManager entities;
    private final Changes changes;
    private final Clock clock;

    TransactionalEventLog(JdbcTemplate sql, EntityManager entities, Changes changes, Clock clock) {
        this.sql = sql;
        this.entities = entities;
        this.changes = changes;
        this.clock = clock;
    }

    private record Row(Instant at, Severity severity, String kind, String name, String reason, String sentence) {}

    @Override
    public void record(Severity severity, String kind, String name, Enum<?> reason, String sentence) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalTransactionStateException("events are recorded in the transaction that they tell of");
        }
        changes.record(kind, name);
        pending().add(new Row(clock.instant(), severity, kind, name, reason.name(), sentence));
    }

    private List<Row> pending() {
        if (TransactionSynchronizationManager.getResource(this) instanceof Pending pending) {
            return pending.rows;
        }
        Pending pending = new Pending();
        TransactionSynchronizationManager.bindResource(this, pending);
        TransactionSynchronizationManager.registerSynchronization(pending);
        return pending.rows;
    }

    private void write(List<Row> rows) {
        entities.flush(); // rows that other transactions may wait for are locked before the events' lock is
        sql.query("select pg_advisory_xact_lock(?)", row -> {}, LOCK);
        sql.batchUpdate(
                "insert into event (at, severity, kind, name, reason, sentence) values (?, ?, ?, ?, ?, ?)",
                rows.stream()
                        .map(r -> new Object[] {
                            Timestamp.from(r.at()), r.severity().name(), r.kind(), r.name(), r.reason(), r.sentence()
                        })
                        .toList());
    }

    /** What one transaction has told so far. */
    private final class Pending implements TransactionSynchronization {
        private final List<Row> rows = new ArrayList<>();

        @Override
        public int getOrder() {
            return ORDER;
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(TransactionalEventLog.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(TransactionalEventLog.this, this);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            write(rows);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(TransactionalEventLog.this);
        }
    }
}
