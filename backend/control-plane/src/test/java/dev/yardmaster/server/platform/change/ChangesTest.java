package dev.yardmaster.server.platform.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yardmaster.contract.event.Change;
import dev.yardmaster.contract.event.Event;
import dev.yardmaster.contract.event.Events;
import dev.yardmaster.server.platform.Ids;
import dev.yardmaster.server.support.Await;
import dev.yardmaster.server.support.ServerTest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

@ServerTest
class ChangesTest {
    private enum Reason {
        TESTED
    }

    @Autowired
    Changes changes;

    @Autowired
    EventLog log;

    @Autowired
    Events events;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    DataSource pool;

    @Autowired
    JdbcConnectionDetails database;

    @Autowired
    JsonMapper json;

    private final String name = Ids.random(12);

    @Test
    void aChangeIsToldOnceAndAfterTheCommit() {
        List<Change> heard = Collections.synchronizedList(new ArrayList<>());
        try (Events.Subscription _ = changes.listen(heard::add)) {
            new TransactionTemplate(transactions).executeWithoutResult(status -> {
                changes.record("Test", name);
                changes.record("Test", name);
                assertThat(heard).doesNotContain(new Change("Test", name));
            });
            assertThat(heard).containsOnlyOnce(new Change("Test", name));
        }
    }

    @Test
    void aRollbackTellsNothingAndLeavesNoEvent() {
        List<Change> heard = Collections.synchronizedList(new ArrayList<>());
        try (Events.Subscription _ = changes.listen(heard::add)) {
            new TransactionTemplate(transactions).executeWithoutResult(status -> {
                log.info("Test", name, Reason.TESTED, "This never happened.");
                status.setRollbackOnly();
            });
        }
        assertThat(heard).doesNotContain(new Change("Test", name));
        assertThat(events.about("Test", name, 10)).isEmpty();
    }

    @Test
    void anEventNeedsATransaction() {
        assertThatThrownBy(() -> log.info("Test", name, Reason.TESTED, "Alone."))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void aListenerThatThrowsKeepsNobodyFromHearing() {
        List<Change> heard = Collections.synchronizedList(new ArrayList<>());
        try (Events.Subscription _ = changes.listen(change -> {
                    if (change.name().equals(name)) {
                        throw new IllegalStateException("made to fail");
                    }
                });
                Events.Subscription _ = changes.listen(heard::add)) {
            changes.record("Test", name);
        }
        assertThat(heard).contains(new Change("Test", name));
    }

    /** A reader that follows by id while many write misses none, though transactions commit in any order. */
    @Test
    void aReaderThatFollowsByIdMissesNothing() throws Exception {
        int writers = 8;
        int each = 15;
        long start = events.latest(1).stream().mapToLong(Event::id).findFirst().orElse(0);
        List<Long> seen = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> work = IntStream.range(0, writers)
                    .<Callable<Boolean>>mapToObj(w -> () -> {
                        for (int i = 0; i < each; i++) {
                            new TransactionTemplate(transactions).executeWithoutResult(status -> {
                                log.info("Test", name, Reason.TESTED, "One of many.");
                                log.info("Test", name, Reason.TESTED, "Another.");
                            });
                        }
                        return true;
                    })
                    .toList();
            var all = threads.submit(() -> threads.invokeAll(work));
            long last = start;
            while (!all.isDone() || !events.after(last, 1).isEmpty()) {
                for (Event event : events.after(last, 50)) {
                    last = event.id();
                    if (event.name().equals(name)) {
                        seen.add(event.id());
                    }
                }
            }
        }
        assertThat(seen).hasSize(writers * each * 2).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void anotherServerHearsOfACommit() {
        List<Change> heard = Collections.synchronizedList(new ArrayList<>());
        PostgresRelay other = new PostgresRelay(new JdbcTemplate(pool), database, json);
        other.onForeignChange(heard::add);
        other.start();
        try {
            Await.until("the other server hears", () -> {
                new TransactionTemplate(transactions).executeWithoutResult(s -> changes.record("Test", name));
                return heard.contains(new Change("Test", name));
            });
        } finally {
            other.stop();
        }
    }
}
