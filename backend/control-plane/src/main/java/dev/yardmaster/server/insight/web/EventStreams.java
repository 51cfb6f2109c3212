package dev.yardmaster.server.insight.web;

import dev.yardmaster.contract.event.Event;
import dev.yardmaster.contract.event.Events;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Open streams, a bounded number of them. Each reads the history at its own pace from where it is, so a slow reader
 * holds up nobody and needs no buffer.
 */
@Component
class EventStreams implements SmartLifecycle {
    static final int MOST = 100;
    private static final int BATCH = 100;

    private final Events events;
    private final JsonMapper json;
    private final Duration heartbeat;
    private final Semaphore places = new Semaphore(MOST);
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    EventStreams(Events events, JsonMapper json, @Value("${yard.stream-heartbeat:PT15S}") Duration heartbeat) {
        this.events = events;
        this.json = json;
        this.heartbeat = heartbeat;
    }

    SseEmitter open(long after) {
        if (!places.tryAcquire()) {
            throw ProblemException.of(
                    ProblemType.BUSY, "There are " + MOST + " open streams already; try again later.");
        }
        SseEmitter emitter = new SseEmitter(0L);
        Thread thread = Thread.ofVirtual().name("event-stream").unstarted(() -> run(emitter, after));
        threads.add(thread);
        emitter.onCompletion(thread::interrupt);
        emitter.onError(e -> thread.interrupt());
        thread.start();
        return emitter;
    }

    private void run(SseEmitter emitter, long after) {
        Semaphore news = new Semaphore(1);
        try (Events.Subscription _ = events.subscribe(change -> news.release())) {
            // The client knows at once that it is connected, and not with the first event.
            emitter.send(SseEmitter.event().comment("open"));
            long last = after;
            while (running) {
                if (news.tryAcquire(heartbeat.toMillis(), TimeUnit.MILLISECONDS)) {
                    news.drainPermits();
                    last = send(emitter, last);
                } else {
                    emitter.send(SseEmitter.event().comment("alive"));
                }
            }
            emitter.complete();
        } catch (IOException | IllegalStateException gone) {
            emitter.completeWithError(gone);
        } catch (InterruptedException stopped) {
            emitter.complete();
        } finally {
            threads.remove(Thread.currentThread());
            places.release();
        }
    }

    private long send(SseEmitter emitter, long after) throws IOException {
        long last = after;
        List<Event> batch;
        do {
            batch = events.after(last, BATCH);
            for (Event event : batch) {
                emitter.send(SseEmitter.event()
                        .id(String.valueOf(event.id()))
                        .name("event")
                        .data(json.writeValueAsString(event), MediaType.APPLICATION_JSON));
                last = event.id();
            }
        } while (batch.size() == BATCH);
        return last;
    }

    @Override
    public void start() {
        running = true;
    }

    /** Before the web server waits for requests to end, which these would not do by themselves. */
    @Override
    public void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
