package dev.yardmaster.server.platform.leader;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.server.support.Await;
import dev.yardmaster.server.support.TestPostgres;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class LeaderElectionTest {
    private static final Duration TTL = Duration.ofMillis(1500);

    private final TestPostgres.Database database = TestPostgres.fresh();
    private final JdbcTemplate sql =
            new JdbcTemplate(new DriverManagerDataSource(database.url(), database.user(), database.password()));
    private final AtomicInteger leading = new AtomicInteger();

    @BeforeEach
    void table() {
        sql.execute("create table leader_lease (name text primary key, holder text not null, term bigint not null,"
                + " expires_at timestamptz not null)");
    }

    /** A task that counts how many run at the same time. */
    private final class Task implements LeaderTask {
        private boolean running;

        @Override
        public String name() {
            return "task";
        }

        @Override
        public synchronized void start() {
            running = true;
            leading.incrementAndGet();
        }

        @Override
        public synchronized void stop() {
            if (running) {
                running = false;
                leading.decrementAndGet();
            }
        }
    }

    private LeaderElection server(String name, boolean alone) {
        Task task = new Task();
        return new LeaderElection(
                new LeaseStore(sql),
                () -> List.of(task),
                new LeaderElection.Terms(name, TTL, Duration.ofMillis(100), alone));
    }

    @Test
    void theSecondTakesOverAsSoonAsTheFirstEnds() {
        LeaderElection first = server("first", false);
        LeaderElection second = server("second", false);
        first.start();
        Await.until("first leads", first::leading);
        second.start();
        first.stop();
        Await.until("second leads and its task runs", () -> second.leading() && leading.get() == 1);
        assertThat(first.leading()).isFalse();
        assertThat(sql.queryForObject("select term from leader_lease", Long.class))
                .isEqualTo(2);
        second.stop();
        assertThat(leading).hasValue(0);
    }

    @Test
    void losingTheLeaseStopsTheTasksAndGettingItBackStartsThem() {
        LeaderElection server = server("loser", false);
        server.start();
        Await.until("tasks run", () -> leading.get() == 1);
        sql.update("update leader_lease set holder = 'other', term = term + 1, expires_at = now() + interval '1 hour'");
        Await.until("tasks stopped", () -> leading.get() == 0 && !server.leading());
        sql.update("update leader_lease set expires_at = now()");
        Await.until("tasks run again", () -> leading.get() == 1);
        server.stop();
    }

    @Test
    void withoutAnAnswerTheTasksStopBeforeTheLeaseRunsOut() {
        LeaderElection server = server("cut off", false);
        server.start();
        Await.until("tasks run", () -> leading.get() == 1);
        sql.execute("alter table leader_lease rename to away");
        Await.until("tasks stopped", () -> leading.get() == 0);
        assertThat(sql.queryForObject("select expires_at > now() from away", Boolean.class))
                .as("the lease still holds for the others when the tasks have stopped")
                .isTrue();
        sql.execute("alter table away rename to leader_lease");
        server.stop();
    }

    @Test
    void aServerThatIsAloneNeedNotWaitForItsPredecessorsLease() {
        sql.update("insert into leader_lease values ('control-plane', 'killed', 1, now() + interval '1 hour')");
        LeaderElection other = server("other", false);
        other.start();
        LeaderElection alone = server("alone", true);
        alone.start();
        Await.until("alone leads", alone::leading);
        assertThat(other.leading()).isFalse();
        other.stop();
        alone.stop();
    }
}
