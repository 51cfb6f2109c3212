package dev.yardmaster.agent.weights.transfer;

import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.agent.platform.Loop;
import dev.yardmaster.agent.weights.transfer.WeightsProblem.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Fetches chunks of many files over many connections, and lands each file once it is whole and verified. One lock guards
 * all its state; nothing blocks while holding it but the opening of a file.
 */
public final class TransferEngine implements AutoCloseable {
    private static final AgentLog LOG = new AgentLog("transfer");
    private static final Duration TICK = Duration.ofMillis(250);
    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final Duration FLUSH_EVERY = Duration.ofMinutes(1);
    private static final int MOST_OPEN_FILES = 32;

    private final Settings settings;
    private final Landing landing;
    private final Ledger ledger = new Ledger();
    private final ExecutorService threads;
    private final Loop ticking;
    private final Set<Job> jobs = new LinkedHashSet<>();
    private final Map<String, FileTask> tasks = new LinkedHashMap<>();
    private final Map<String, Host> hosts = new HashMap<>();
    private int running;
    private long intervalBegan = System.nanoTime();
    private long flushedAt = System.nanoTime();

    /**
     * How it runs.
     *
     * @param directory half-fetched files gather here
     * @param boot identifies the kernel's run
     * @param connectionsPerHost most at once
     * @param connections most at once over all hosts
     * @param stallAfter without a byte for so long a connection is ended
     */
    public record Settings(
            Path directory,
            String boot,
            int connectionsPerHost,
            int connections,
            Duration stallAfter,
            Bandwidth bandwidth,
            Clock clock) {
        public static Settings of(Path directory, String boot, Bandwidth bandwidth, Clock clock) {
            return new Settings(directory, boot, 16, 32, Duration.ofSeconds(30), bandwidth, clock);
        }
    }

    public TransferEngine(Settings settings, Landing landing) {
        this.settings = settings;
        this.landing = landing;
        this.threads = Executors.newCachedThreadPool(
                Thread.ofPlatform().daemon().name("transfer-", 0).factory());
        this.ticking = new Loop("transfers", this::tick).start();
    }

    /** Begins, or goes on with what earlier jobs left of the same contents. */
    public synchronized Job submit(Job.Request request) {
        Job job = new Job(request);
        jobs.add(job);
        job.waiting.addAll(request.contents());
        openMore(job);
        dispatch();
        ticking.wake();
        return job;
    }

    /** Ends at once whatever only this job wants; its half-fetched files stay. */
    public synchronized void cancel(Job job) {
        detach(job);
        job.fail(new WeightsProblem(Kind.CANCELLED, "Nobody wants these weights any more."));
        dispatch();
    }

    /** Bytes of a job that are there, verified or not. */
    public synchronized long bytes(Job job) {
        return job.landedBytes + job.open.stream().mapToLong(FileTask::bytes).sum();
    }

    /** A file that is on its way, for others to read from. */
    public synchronized Optional<ChunkView> view(String contentId) throws IOException {
        FileTask task = tasks.get(contentId);
        return task == null || task.landed ? Optional.empty() : Optional.of(FileView.of(task.file));
    }

    /** Ids of contents that are on their way: their half-fetched files must not be taken away. */
    public synchronized Set<String> open() {
        Set<String> ids = new LinkedHashSet<>(tasks.keySet());
        jobs.forEach(j -> j.waiting.forEach(c -> ids.add(c.id())));
        return ids;
    }

    /** A source has something that it did not have before; looks at once instead of soon. */
    public synchronized void sourcesChanged() {
        dispatch();
    }

    public Ledger ledger() {
        return ledger;
    }

    private void openMore(Job job) {
        try {
            while (job.open.size() < MOST_OPEN_FILES && !job.waiting.isEmpty()) {
                Content content = job.waiting.removeFirst();
                FileTask task = tasks.get(content.id());
                if (task == null) {
                    task = new FileTask(
                            content,
                            PartialFile.open(settings.directory(), content, content.chunks(), settings.boot()));
                    tasks.put(content.id(), task);
                }
                task.jobs.add(job);
                job.open.add(task);
                hashOn(task);
            }
            if (job.open.isEmpty() && job.waiting.isEmpty()) {
                jobs.remove(job);
                job.succeed();
            }
        } catch (IOException e) {
            detach(job);
            job.fail(Settlement.disk(e));
        }
    }

    /** Starts whatever can be started now. */
    private void dispatch() {
        jobs.stream().filter(j -> j.needsLocations(settings.clock().instant())).forEach(this::locate);
        while (running < settings.connections()) {
            List<FileTask> wanted =
                    tasks.values().stream().filter(t -> !t.landed).toList();
            Optional<Picker.Pick> pick =
                    Picker.next(wanted.stream().map(this::view).toList());
            if (pick.isEmpty()) {
                wanted.forEach(this::failIfNobodyHasIt);
                return;
            }
            start(wanted.get(pick.get().file()), pick.get());
        }
    }

    private Picker.FileView view(FileTask task) {
        long now = System.nanoTime();
        List<Picker.SourceView> sources = task.sources()
                .map(s -> {
                    Host host = host(s);
                    return new Picker.SourceView(s, host.free(now), host.limit());
                })
                .toList();
        return new Picker.FileView(task.priority(), task.runs.size(), task.chunks.count(), task.missing(), sources);
    }

    private Host host(ChunkSource source) {
        return hosts.computeIfAbsent(source.host(), _ -> new Host(settings.connectionsPerHost()));
    }

    private void start(FileTask task, Picker.Pick pick) {
        Host host = host(pick.source());
        Run run = new Run(new EngineGround(this, settings.bandwidth(), ledger), task, pick.source(), host, pick.run());
        task.reserve(run);
        host.begun();
        running++;
        threads.execute(run);
    }

    private void failIfNobodyHasIt(FileTask task) {
        boolean asked = task.jobs.stream().allMatch(Job::isSettled);
        if (asked
                && task.runs.isEmpty()
                && !task.file.isWhole()
                && task.sources().findAny().isEmpty()) {
            fail(
                    task,
                    new WeightsProblem(Kind.REFUSED, "There is no place to fetch " + task.content.path() + " from."));
        }
    }

    private void locate(Job job) {
        job.locating = true;
        threads.execute(() -> {
            try {
                Located answer = job.request.locator().locate();
                synchronized (this) {
                    job.located(answer, settings.clock().instant());
                    job.open.forEach(t -> t.unfit.clear());
                }
            } catch (WeightsProblem e) {
                failed(job, e);
            } catch (RuntimeException e) {
                failed(job, new WeightsProblem(Kind.UNREACHABLE, "The locations cannot be read: " + e));
            }
            synchronized (this) {
                job.locating = false;
                dispatch();
            }
        });
    }

    private synchronized void failed(Job job, WeightsProblem problem) {
        detach(job);
        job.fail(problem);
    }

    synchronized void ended(Run run, Run.Outcome outcome) {
        FileTask task = run.task();
        running--;
        run.host().ended();
        task.release(run);
        if (task.due != FileTask.Reset.NONE) {
            resetIfDue(task);
        } else if (!task.jobs.isEmpty() && !task.landed) {
            settle(run, outcome);
        }
        hashOn(task);
        dispatch();
    }

    private void settle(Run run, Run.Outcome outcome) {
        FileTask task = run.task();
        switch (outcome) {
            case Run.Outcome.Brought _ -> {
                run.host().worked();
                task.failures = 0;
                task.jobs.forEach(j -> j.denials = 0);
            }
            case Run.Outcome.Stopped _ -> {}
            case Run.Outcome.Problem(SourceProblem problem) -> troubled(run, problem);
            case Run.Outcome.Disk(IOException problem) -> fail(task, Settlement.disk(problem));
            case Run.Outcome.Defect(RuntimeException problem) -> {
                LOG.error(run.source().host() + ": unexpected: " + problem);
                troubled(
                        run,
                        new SourceProblem(
                                SourceProblem.What.MALFORMED, run.source().host() + ": " + problem));
            }
        }
    }

    private void troubled(Run run, SourceProblem problem) {
        FileTask task = run.task();
        if (run.source().kind() == ChunkSource.Kind.PEER && problem.what() != SourceProblem.What.UNFIT) {
            return;
        }
        task.failures = run.moved() ? 1 : task.failures + 1;
        if (Settlement.isPushBack(problem.what())) {
            run.host().failed(problem.pause(), ThreadLocalRandom.current().nextDouble(), System.nanoTime());
        }
        List<ChunkSource> sources = task.sources().toList();
        if (!sources.contains(run.source())) {
            return;
        }
        int denials = task.denials();
        if (denials > run.denials()) {
            return;
        }
        var facts = new Settlement.Facts(task.content, task.failures, denials, task.startedOver, sources.size() > 1);
        switch (Settlement.of(problem, facts)) {
            case Settlement.Again _ -> {}
            case Settlement.Relocate _ -> task.jobs.forEach(Job::askAgain);
            case Settlement.Without _ -> task.unfit.add(run.source());
            case Settlement.StartOver _ -> {
                LOG.info("Starting over with " + task.content.path() + ": it changed at its source.");
                reset(task, FileTask.Reset.ALL);
            }
            case Settlement.Fail(WeightsProblem reason) -> fail(task, reason);
        }
    }

    private void reset(FileTask task, FileTask.Reset what) {
        task.reset(what);
        resetIfDue(task);
    }

    private void resetIfDue(FileTask task) {
        try {
            task.resetIfDue();
        } catch (IOException e) {
            fail(task, Settlement.disk(e));
        }
    }

    private void fail(FileTask task, WeightsProblem problem) {
        for (Job job : task.everyJob()) {
            detach(job);
            job.fail(problem);
        }
    }

    private void detach(Job job) {
        jobs.remove(job);
        job.waiting.clear();
        for (FileTask task : List.copyOf(job.open)) {
            task.jobs.remove(job);
            if (task.jobs.isEmpty()) {
                tasks.remove(task.content.id(), task);
                task.stopRuns(_ -> true);
                task.close();
            }
        }
    }

    /** Goes on hashing where the next chunk is there and nobody hashes yet. */
    void hashOn(FileTask task) {
        if (task.readyToHash()) {
            task.hashing = true;
            threads.execute(new Hashing(this, landing, task));
        }
    }

    synchronized void landed(FileTask task) {
        tasks.remove(task.content.id(), task);
        task.stopRuns(_ -> true);
        for (Job job : task.everyJob()) {
            job.open.remove(task);
            job.landedBytes += task.content.size();
            openMore(job);
        }
        dispatch();
    }

    synchronized void broken(FileTask task, IOException problem) {
        task.hashing = false;
        fail(task, Settlement.disk(problem));
        dispatch();
    }

    /** Without what peers gave, then once more from zero, then not at all. */
    synchronized void wrong(FileTask task, String sentence) throws IOException {
        LOG.warn(sentence);
        task.landed = false;
        if (!task.file.fromPeers().isEmpty() && !task.originOnly) {
            reset(task, FileTask.Reset.FROM_PEERS);
        } else if (task.startedOver == 0) {
            reset(task, FileTask.Reset.ALL);
        } else {
            task.file.dropAll();
            fail(task, new WeightsProblem(Kind.CORRUPT, sentence));
        }
        hashOn(task);
        dispatch();
    }

    private synchronized Duration tick() {
        long now = System.nanoTime();
        if (now - intervalBegan >= INTERVAL.toNanos()) {
            hosts.values().forEach(h -> h.interval(now - intervalBegan));
            jobs.forEach(j -> j.rate().look(bytes(j), now));
            intervalBegan = now;
        }
        tasks.values().forEach(t -> t.endStalled(now, settings.stallAfter()));
        if (now - flushedAt >= FLUSH_EVERY.toNanos()) {
            flushedAt = now;
            tasks.values().forEach(t -> threads.execute(t::flush));
        }
        dispatch();
        return jobs.isEmpty() ? IDLE : TICK;
    }

    /** All jobs end; what they brought stays for the next process. */
    @Override
    public void close() {
        ticking.close();
        synchronized (this) {
            List.copyOf(jobs).forEach(this::cancel);
        }
        threads.shutdown();
    }
}
