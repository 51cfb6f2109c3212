package dev.yardmaster.server.deployments.web;

import dev.yardmaster.contract.agent.LogLine;
import dev.yardmaster.contract.deployment.Deployments;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.deployments.store.LogStore;
import dev.yardmaster.server.platform.change.Changes;
import dev.yardmaster.server.platform.poll.LongPoll;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Writes log lines as they come, until the reader leaves or the instance is gone. */
@Component
class LogStreams {
    private static final Logger LOG = LoggerFactory.getLogger(LogStreams.class);
    private static final Duration LONGEST = Duration.ofMinutes(30);
    private static final int MOST_FOLLOWED = 200;
    private static final int AT_ONCE = 500;
    private static final Duration WAIT = Duration.ofSeconds(5);

    private final LongPoll news = new LongPoll(MOST_FOLLOWED, Duration.ofSeconds(1));
    private final Semaphore followers = new Semaphore(MOST_FOLLOWED);
    private final LogStore logs;
    private final Deployments deployments;

    LogStreams(LogStore logs, Deployments deployments, Changes changes) {
        this.logs = logs;
        this.deployments = deployments;
        changes.listen(change -> {
            if (change.kind().equals("InstanceLog")) {
                news.wake(change.name());
            }
        });
    }

    /** An answer that is ready to be written. */
    interface Stream {
        void writeTo(OutputStream out) throws IOException;
    }

    Stream open(String id, List<LogLine> first, boolean follow) {
        if (!follow) {
            return out -> write(out, first);
        }
        if (!followers.tryAcquire()) {
            throw ProblemException.of(ProblemType.BUSY, MOST_FOLLOWED + " logs are being followed already.");
        }
        return out -> {
            try {
                write(out, first);
                follow(id, first.isEmpty() ? 0 : first.getLast().sequence(), out);
            } catch (IOException e) {
                LOG.debug("{}: the reader of the log has left", id, e);
            } finally {
                followers.release();
            }
        };
    }

    private void follow(String id, long from, OutputStream out) throws IOException {
        long until = System.nanoTime() + LONGEST.toNanos();
        long last = from;
        while (System.nanoTime() - until < 0 && !Thread.currentThread().isInterrupted()) {
            long after = last;
            List<LogLine> more = news.await(
                            id,
                            WAIT,
                            () -> Optional.of(logs.after(id, after, AT_ONCE)).filter(lines -> !lines.isEmpty()))
                    .orElse(List.of());
            write(out, more);
            if (more.isEmpty() && deployments.instance(id).isEmpty()) {
                return;
            }
            last = more.isEmpty() ? last : more.getLast().sequence();
        }
    }

    private static void write(OutputStream out, List<LogLine> lines) throws IOException {
        StringBuilder text = new StringBuilder();
        lines.forEach(l -> text.append(l.at()).append(' ').append(l.text()).append('\n'));
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
