package dev.yardmaster.agent.weights.peer;

import dev.yardmaster.agent.platform.AgentLog;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Nodes that are not asked for a while, for all models, because of what they gave. */
final class PeerTrust {
    private static final AgentLog LOG = new AgentLog("peers");
    private static final Duration WRONG_BYTES = Duration.ofHours(1);
    private static final Duration EMPTY_WORDS = Duration.ofMinutes(5);

    private final Map<String, Long> until = new ConcurrentHashMap<>();
    private final LongAdder distrusted = new LongAdder();
    private final Report report;

    /** Who is told that a node gave wrong bytes. */
    @FunctionalInterface
    interface Report {
        void distrusted(String modelKey, String sentence);
    }

    PeerTrust(Report report) {
        this.report = report;
    }

    void wrongBytes(String node, String modelKey, String sentence) {
        if (ban(node, WRONG_BYTES, sentence)) {
            distrusted.increment();
            report.distrusted(modelKey, sentence);
        }
    }

    void emptyWords(String node, String sentence) {
        ban(node, EMPTY_WORDS, sentence);
    }

    /** Answers whether that is news. */
    private synchronized boolean ban(String node, Duration time, String sentence) {
        boolean news = !isBanned(node);
        until.put(node, System.nanoTime() + time.toNanos());
        if (news) {
            LOG.warn(sentence + " It is not asked for " + time.toMinutes() + " minutes.");
        }
        return news;
    }

    boolean isBanned(String node) {
        Long end = until.get(node);
        if (end != null && end - System.nanoTime() <= 0) {
            until.remove(node, end);
            return false;
        }
        return end != null;
    }

    long distrusted() {
        return distrusted.sum();
    }
}
