package dev.yardmaster.agent.inventory.health;

import dev.yardmaster.agent.inventory.tool.HostFiles;
import dev.yardmaster.agent.inventory.tool.Tools;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the kernel said of devices since it started. Its own log is read on a thread that waits in it, so that trouble is
 * known at once; where it may not be read, the system's journal is asked now and then.
 */
public final class KernelLog implements AutoCloseable {
    private static final String LOG = "/dev/kmsg";
    private static final List<String> JOURNAL =
            List.of("journalctl", "-k", "-b", "-q", "--no-pager", "-o", "short-unix", "-n", "5000");
    private static final Pattern RECORD = Pattern.compile("\\d+,\\d+,(\\d{1,15}),[^;]*;(.*)");
    private static final Pattern JOURNAL_LINE = Pattern.compile("(\\d{1,12})\\.(\\d{6}) \\S+ kernel: (.*)");
    private static final Duration JOURNAL_EVERY = Duration.ofSeconds(30);
    private static final Duration NOTHING_NEW = Duration.ofMillis(250);
    /** Within a record, as the log writes it. */
    private static final String LINE_BREAK = "\\x0a";
    /** The journal sets further lines of a record in. */
    private static final Pattern FURTHER_LINE = Pattern.compile("\\n[ \\t]+");

    private static final int MOST_EVENTS = 4096;

    private final HostFiles files;
    private final Tools tools;
    private final Clock clock;
    private final Runnable news;
    private final Instant boot;
    private final Set<KernelEvent> events = new LinkedHashSet<>();
    private Optional<Thread> reader = Optional.empty();
    private Instant journalDue = Instant.MIN;
    private volatile boolean closed;

    /** @param news called when something new was said */
    public KernelLog(HostFiles files, Tools tools, Clock clock, Runnable news) {
        this.files = files;
        this.tools = tools;
        this.clock = clock;
        this.news = news;
        this.boot = files.lines("/proc/stat").orElse(List.of()).stream()
                .filter(l -> l.matches("btime \\d{1,12}"))
                .map(l -> Instant.ofEpochSecond(Long.parseLong(l.substring(6))))
                .findFirst()
                .orElse(Instant.EPOCH);
    }

    /** All so far, oldest first. The first call starts the reading. */
    public List<KernelEvent> events() {
        Path log = files.at(LOG);
        if (Files.isReadable(log)) {
            start(log);
        } else if (!clock.instant().isBefore(journalDue)) {
            journalDue = clock.instant().plus(JOURNAL_EVERY);
            askJournal();
        }
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    private void start(Path log) {
        if (reader.isEmpty() && !closed) {
            reader = Optional.of(Thread.ofPlatform().daemon().name("kernel-log").start(() -> follow(log)));
        }
    }

    private void follow(Path log) {
        try (FileInputStream in = new FileInputStream(log.toFile())) {
            byte[] buffer = new byte[16 << 10];
            StringBuilder rest = new StringBuilder();
            while (!closed) {
                int read = next(in, buffer);
                if (read > 0) {
                    rest.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
                    takeLines(rest);
                } else {
                    Thread.sleep(NOTHING_NEW);
                }
            }
        } catch (IOException | InterruptedException e) {
            return;
        }
    }

    /** Records that were overwritten before they were read are told by a broken pipe; reading goes on behind them. */
    private static int next(FileInputStream in, byte[] buffer) throws IOException {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            if (String.valueOf(e.getMessage()).contains("Broken pipe")) {
                return 0;
            }
            throw e;
        }
    }

    private void takeLines(StringBuilder text) {
        boolean any = false;
        for (int end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n")) {
            Matcher record = RECORD.matcher(text.substring(0, end));
            text.delete(0, end + 1);
            if (record.matches()) {
                Instant at = boot.plus(Long.parseLong(record.group(1)) / 1000, ChronoUnit.MILLIS);
                String line = record.group(2).replace(LINE_BREAK, " ");
                any |= KernelLines.read(line, at).filter(this::add).isPresent();
            }
        }
        if (any) {
            news.run();
        }
    }

    private void askJournal() {
        if (tools.run(JOURNAL) instanceof Tools.Result.Output(String text)) {
            for (String line :
                    FURTHER_LINE.matcher(text).replaceAll(" ").lines().toList()) {
                Matcher parts = JOURNAL_LINE.matcher(line);
                if (parts.matches()) {
                    Instant at = Instant.ofEpochSecond(Long.parseLong(parts.group(1)))
                            .plusMillis(Long.parseLong(parts.group(2)) / 1000);
                    KernelLines.read(parts.group(3), at).ifPresent(this::add);
                }
            }
        }
    }

    private boolean add(KernelEvent event) {
        synchronized (events) {
            boolean added = events.add(event);
            while (events.size() > MOST_EVENTS) {
                events.remove(events.iterator().next());
            }
            return added;
        }
    }

    @Override
    public void close() {
        closed = true;
        reader.ifPresent(Thread::interrupt);
    }
}
