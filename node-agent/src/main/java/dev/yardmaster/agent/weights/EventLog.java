package dev.yardmaster.agent.weights;

import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.contract.agent.AgentEvent;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/** What happened and was not told to the server yet; the oldest of too many are let go of. In memory only. */
public final class EventLog {
    private static final AgentLog LOG = new AgentLog("weights");
    private static final int MOST = 500;

    private final Clock clock;
    private final Deque<AgentEvent> waiting = new ArrayDeque<>();
    private long dropped;

    public EventLog(Clock clock) {
        this.clock = clock;
    }

    public synchronized void add(AgentEvent.Type type, String modelKey, String sentence) {
        LOG.info(modelKey + ": " + sentence);
        waiting.addLast(new AgentEvent(UUID.randomUUID().toString(), clock.instant(), type, modelKey, sentence));
        if (waiting.size() > MOST) {
            waiting.removeFirst();
            dropped++;
        }
    }

    /** The oldest, at most so many. */
    public synchronized List<AgentEvent> next(int atMost) {
        return waiting.stream().limit(atMost).toList();
    }

    /** The server has these, or will never take them. */
    public synchronized void told(List<AgentEvent> events) {
        waiting.removeAll(events);
    }

    /** Events that were let go of untold. */
    public synchronized long dropped() {
        return dropped;
    }
}
