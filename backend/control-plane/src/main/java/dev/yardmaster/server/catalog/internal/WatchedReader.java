package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.server.catalog.facts.FactsUnavailable;
import dev.yardmaster.server.catalog.facts.RangeReader;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Ends at a deadline, remembers failures, and fetches a small file once however it is read. */
final class WatchedReader implements RangeReader {
    private static final int SMALL = 1 << 20;
    private static final long MOST_KEPT = 16L << 20;

    private final RangeReader source;
    private final Map<String, Long> sizes;
    private final Clock clock;
    private final Instant deadline;
    private final Map<String, byte[]> kept = new ConcurrentHashMap<>();
    private final AtomicLong keptBytes = new AtomicLong();
    private volatile boolean failed;

    WatchedReader(RangeReader source, List<ModelFile> files, Clock clock, Instant deadline) {
        this.source = source;
        this.sizes = files.stream().collect(Collectors.toMap(ModelFile::path, ModelFile::size, (a, _) -> a));
        this.clock = clock;
        this.deadline = deadline;
    }

    boolean failed() {
        return failed;
    }

    @Override
    public byte[] read(String path, long offset, int length) {
        long size = sizes.getOrDefault(path, 0L);
        if (size > SMALL || size == 0 || !kept.containsKey(path) && keptBytes.get() + size > MOST_KEPT) {
            return fetch(path, offset, length);
        }
        byte[] whole = kept.computeIfAbsent(path, p -> {
            byte[] content = fetch(p, 0, (int) size);
            keptBytes.addAndGet(content.length);
            return content;
        });
        int from = (int) Math.min(offset, whole.length);
        return Arrays.copyOfRange(whole, from, (int) Math.min((long) from + length, whole.length));
    }

    private byte[] fetch(String path, long offset, int length) {
        try {
            if (!clock.instant().isBefore(deadline)) {
                throw new FactsUnavailable(path, "there was no time left to read it");
            }
            return source.read(path, offset, length);
        } catch (FactsUnavailable e) {
            failed = true;
            throw e;
        }
    }
}
