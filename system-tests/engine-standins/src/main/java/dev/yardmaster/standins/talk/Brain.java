package dev.yardmaster.standins.talk;

import dev.yardmaster.standins.host.Orders;
import dev.yardmaster.standins.host.Phases;
import dev.yardmaster.standins.measure.Meters;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Answers that follow from the question alone, a word a token, at the ordered pace and with the ordered ailments. */
public final class Brain {
    private static final int CRASHED = 139;
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final Orders orders;
    private final Meters meters;
    private final Semaphore slots;
    private volatile boolean asleep;
    private volatile String lastPrompt = "";

    /** @param concurrency requests that are answered at the same time; others wait */
    public Brain(Orders orders, Meters meters, int concurrency) {
        this.orders = orders;
        this.meters = meters;
        this.slots = new Semaphore(concurrency);
    }

    /** Takes an answer's tokens as they come. */
    public interface Listener {
        void token(String text) throws IOException;
    }

    /** @param finish {@code stop} or {@code length} */
    public record Outcome(String text, int promptTokens, int tokens, String finish) {}

    /** While it sleeps, requests wait. */
    public void sleep(boolean now) {
        asleep = now;
        if (now) {
            meters.cachedTokens.set(0);
        }
    }

    public boolean asleep() {
        return asleep;
    }

    public Outcome answer(Question question, Listener listener) throws IOException, SickException {
        long arrived = System.nanoTime();
        meters.received.incrementAndGet();
        meters.waiting.incrementAndGet();
        while (asleep || !slots.tryAcquire()) {
            Phases.pause(5);
        }
        meters.waiting.decrementAndGet();
        meters.running.incrementAndGet();
        meters.queueTime.observe(since(arrived));
        try {
            return compute(question, listener, arrived);
        } catch (SickException | IOException e) {
            meters.failed.incrementAndGet();
            throw e;
        } finally {
            meters.running.decrementAndGet();
            slots.release();
        }
    }

    private Outcome compute(Question question, Listener listener, long arrived) throws IOException, SickException {
        ail();
        remember(question);
        List<String> words = words(question);
        int most = Math.min(words.size(), Math.max(1, question.maxTokens()));
        StringBuilder text = new StringBuilder();
        long before = System.nanoTime();
        for (int i = 0; i < most; i++) {
            Phases.pause(orders.tokenPause().toMillis());
            meters.generationTokens.incrementAndGet();
            (i == 0 ? meters.timeToFirstToken : meters.interTokenLatency).observe(since(i == 0 ? arrived : before));
            before = System.nanoTime();
            text.append(words.get(i));
            listener.token(words.get(i));
            if (orders.inference() == Orders.Inference.DIE) {
                Runtime.getRuntime().halt(CRASHED);
            }
        }
        boolean whole = most == words.size();
        (whole ? meters.stopped : meters.cutOff).incrementAndGet();
        meters.endToEnd.observe(since(arrived));
        meters.inferenceTime.observe(since(arrived));
        meters.promptLength.observe(question.promptTokens());
        meters.generationLength.observe(most);
        meters.cachedTokens.addAndGet(most);
        return new Outcome(text.toString(), question.promptTokens(), most, whole ? "stop" : "length");
    }

    private void ail() throws SickException {
        switch (orders.inference()) {
            case WELL, DIE -> {}
            case FAIL -> throw new SickException();
            case SILENT -> {
                while (orders.inference() == Orders.Inference.SILENT) {
                    Phases.pause(50);
                }
            }
        }
    }

    private void remember(Question question) {
        int tokens = question.promptTokens();
        meters.promptTokens.addAndGet(tokens);
        meters.prefixQueries.addAndGet(tokens);
        int hits = common(lastPrompt, question.prompt());
        meters.prefixHits.addAndGet(hits);
        meters.skipped.observe(hits);
        meters.cachedTokens.addAndGet(tokens);
        lastPrompt = question.prompt();
    }

    private static int common(String one, String other) {
        String[] a = SPACE.split(one.strip());
        String[] b = SPACE.split(other.strip());
        return one.isBlank()
                ? 0
                : (int) IntStream.range(0, Math.min(a.length, b.length))
                        .takeWhile(i -> a[i].equals(b[i]))
                        .count();
    }

    /** The capital of France is Paris; whatever else is said is said back. */
    private static List<String> words(Question question) {
        String plain = question.prompt().contains("capital of France") ? "Paris" : "You said: " + question.prompt();
        String text = question.adapter().map(a -> a + " says: ").orElse("") + plain;
        String[] parts = SPACE.split(text.strip());
        return IntStream.range(0, parts.length)
                .mapToObj(i -> i == 0 ? parts[i] : " " + parts[i])
                .toList();
    }

    private static double since(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }
}
