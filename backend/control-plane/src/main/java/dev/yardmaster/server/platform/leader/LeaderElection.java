package dev.yardmaster.server.platform.leader;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/**
 * Keeps asking for the lease. While it holds, the tasks run; when it cannot be renewed they are stopped before another
 * server could have taken it.
 */
final class LeaderElection implements Leadership, SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(LeaderElection.class);
    private static final String LEASE = "control-plane";

    private final LeaseStore lease;
    private final Supplier<List<LeaderTask>> tasks;
    private final Terms terms;
    private volatile boolean running;
    private volatile Optional<Long> heldUntil = Optional.empty();
    private boolean tasksRun;
    private boolean first = true;
    private Optional<Thread> thread = Optional.empty();

    LeaderElection(LeaseStore lease, Supplier<List<LeaderTask>> tasks, Terms terms) {
        this.lease = lease;
        this.tasks = tasks;
        this.terms = terms;
    }

    /**
     * @param holder name of this server, another at every start
     * @param ttl how long the lease holds without being renewed
     * @param renew how often it is asked for; well below {@code ttl}
     * @param alone no other server can be alive, so the first request takes the lease from whoever had it
     */
    record Terms(String holder, Duration ttl, Duration renew, boolean alone) {
        /** How long to wait for the database before doing without its answer. */
        Duration patience() {
            return ttl.dividedBy(5);
        }

        /** Time to stop the tasks in, before the lease has run out for the others. */
        Duration sure() {
            return ttl.multipliedBy(2).dividedBy(3);
        }
    }

    @Override
    public boolean leading() {
        return heldUntil.filter(until -> until - System.nanoTime() > 0).isPresent();
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = Optional.of(Thread.ofVirtual().name("leader-election").start(this::run));
    }

    @Override
    public void stop() {
        running = false;
        Optional<Thread> loop = thread;
        loop.ifPresent(Thread::interrupt);
        try {
            if (loop.isPresent()) {
                loop.get().join(Duration.ofSeconds(10));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        try {
            while (running) {
                renew();
                Thread.sleep(terms.renew());
            }
        } catch (InterruptedException stopped) {
            LOG.debug("told to stop");
        } finally {
            stepDown();
            release();
        }
    }

    private void renew() throws InterruptedException {
        long asked = System.nanoTime();
        if (ask()) {
            heldUntil = Optional.of(asked + terms.sure().toNanos());
            lead();
        } else if (!leading()) {
            stepDown();
        }
    }

    /** No answer leaves the lead as it is, for as long as it was sure to hold; a refusal ends it. */
    private boolean ask() throws InterruptedException {
        FutureTask<Boolean> request =
                new FutureTask<>(() -> lease.acquire(LEASE, terms.holder(), terms.ttl(), first && terms.alone())
                        .isPresent());
        // On a thread of its own: a database that hangs must not keep the tasks running.
        Thread.ofVirtual().name("leader-request").start(request);
        try {
            boolean granted = request.get(terms.patience().toMillis(), TimeUnit.MILLISECONDS);
            first = false;
            if (!granted) {
                heldUntil = Optional.empty();
            }
            return granted;
        } catch (ExecutionException | TimeoutException e) {
            request.cancel(true);
            LOG.warn("The lease could not be renewed: {}", e.toString());
            return false;
        }
    }

    private void lead() {
        if (!tasksRun) {
            tasksRun = true;
            LOG.info("This server leads");
            tasks.get().forEach(LeaderTask::start);
        }
    }

    private void stepDown() {
        heldUntil = Optional.empty();
        if (tasksRun) {
            tasksRun = false;
            LOG.info("This server leads no more");
            tasks.get().forEach(LeaderTask::stop);
        }
    }

    private void release() {
        try {
            lease.release(LEASE, terms.holder());
        } catch (DataAccessException e) {
            LOG.debug("The lease runs out by itself", e);
        }
    }
}
