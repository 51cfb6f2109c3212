package dev.yardmaster.engine.metrics;

import dev.yardmaster.engine.decode.DecodeObserver;
import dev.yardmaster.engine.decode.FinishReason;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** Everything the engine counts. Written by the decode thread and by requests, read by whoever asks. */
public final class EngineMetrics implements DecodeObserver {
    private static final double NANOS = 1e9;

    private final Map<String, LongAdder> finished = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> refused = new ConcurrentSkipListMap<>();
    private final LongAdder cancelled = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder promptTokens = new LongAdder();
    private final LongAdder cachedTokens = new LongAdder();
    private final LongAdder completionTokens = new LongAdder();
    private final Histogram batchSize = new Histogram(1, 2, 4, 8, 16, 32, 64, 128, 256, 512);
    private final Histogram firstToken =
            new Histogram(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60);
    private final Histogram nextToken =
            new Histogram(0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5);
    private final Histogram duration =
            new Histogram(0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300);
    private volatile Load load = new Load(0, 0, 0);

    private record Load(int running, int waiting, int cacheTokens) {}

    public EngineMetrics() {
        for (FinishReason reason : FinishReason.values()) {
            finished.put(reason.word(), new LongAdder());
        }
    }

    @Override
    public void decoded(int size) {
        batchSize.observe(size);
    }

    @Override
    public void began(int prompt, int cached) {
        promptTokens.add(prompt);
        cachedTokens.add(cached);
    }

    @Override
    public void firstToken(long nanosSinceArrival) {
        completionTokens.increment();
        firstToken.observe(nanosSinceArrival / NANOS);
    }

    @Override
    public void nextToken(long nanosSinceLast) {
        completionTokens.increment();
        nextToken.observe(nanosSinceLast / NANOS);
    }

    @Override
    public void finished(FinishReason reason, long nanosSinceArrival) {
        finished.computeIfAbsent(reason.word(), _ -> new LongAdder()).increment();
        duration.observe(nanosSinceArrival / NANOS);
    }

    @Override
    public void cancelled() {
        cancelled.increment();
    }

    @Override
    public void failed() {
        failed.increment();
    }

    @Override
    public void load(int running, int waiting, int cacheTokens) {
        load = new Load(running, waiting, cacheTokens);
    }

    /** A request was answered with an error before anything was generated. */
    public void refused(int status) {
        refused.computeIfAbsent(Integer.toString(status), _ -> new LongAdder()).increment();
    }

    public static String contentType() {
        return Exposition.CONTENT_TYPE;
    }

    /** All metrics as text. */
    public String text(ServedModel about) {
        var text = new Exposition();
        text.info("info", "What is served.", labels(about));
        requests(text);
        tokens(text);
        gauges(text, about);
        ProcessMemory.resident()
                .ifPresent(
                        bytes -> text.gauge("process_resident_memory_bytes", "Resident memory of the process.", bytes));
        return text.toString();
    }

    private static Map<String, String> labels(ServedModel about) {
        var labels = new LinkedHashMap<String, String>();
        labels.put("model", about.name());
        labels.put("llama_cpp", about.build());
        return labels;
    }

    private void requests(Exposition text) {
        text.counters("requests_finished_total", "Requests answered in full, by reason.", "reason", sums(finished));
        text.counter(
                "requests_cancelled_total",
                "Requests ended early: the client left, or the engine stopped.",
                cancelled.sum());
        text.counter("requests_failed_total", "Requests that failed while decoding.", failed.sum());
        text.counters("requests_refused_total", "Requests refused, by HTTP status.", "status", sums(refused));
        text.histogram("time_to_first_token_seconds", "From arrival to the first token.", firstToken);
        text.histogram("inter_token_latency_seconds", "Between two tokens of one answer.", nextToken);
        text.histogram("request_duration_seconds", "From arrival to the last token.", duration);
    }

    private void tokens(Exposition text) {
        text.counter("prompt_tokens_total", "Tokens of prompts, cached ones included.", promptTokens.sum());
        text.counter("cached_tokens_total", "Tokens of prompts that were in the cache.", cachedTokens.sum());
        text.counter("completion_tokens_total", "Tokens generated.", completionTokens.sum());
        text.histogram("batch_tokens", "Tokens of one decode call; the count is the number of calls.", batchSize);
    }

    private void gauges(Exposition text, ServedModel about) {
        Load now = load;
        text.gauge("requests_running", "Requests being decoded.", now.running());
        text.gauge("requests_waiting", "Requests waiting for a sequence.", now.waiting());
        text.gauge(
                "kv_cache_usage_ratio",
                "Share of the key-value cache that holds tokens.",
                about.cacheCapacity() == 0 ? 0 : (double) now.cacheTokens() / about.cacheCapacity());
        text.gauge("adapters_loaded", "LoRA adapters in memory.", about.adapters());
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counters) {
        var sums = new TreeMap<String, Long>();
        counters.forEach((label, counter) -> sums.put(label, counter.sum()));
        return sums;
    }
}
