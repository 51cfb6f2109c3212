package dev.yardmaster.agent.weights.peer;

import dev.yardmaster.contract.agent.WeightsPeer;
import java.net.URI;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What is known of one other node, for one model. Guarded by its swarm. */
final class Peer {
    private static final long MILLI = 1_000_000;
    private static final int MOST_LIES = 3;
    private static final int MOST_REFUSALS = 8;

    final String node;
    final long seed;
    private final long toldAt;
    private final Map<Integer, BitSet> have = new HashMap<>();
    private final Map<Integer, BitSet> ever = new HashMap<>();
    private final Map<Long, String> announced = new HashMap<>();
    private URI base;
    private String ticket;
    String boot = "";
    int next;
    int inFlight;
    boolean whole;
    boolean heard;
    private boolean fetching;
    private boolean passedOver;
    private long idleSince;
    private long leftAloneUntil;
    private boolean leftAlone;
    private int unheard;
    private int failures;
    private int refusals;
    private int lies;

    Peer(WeightsPeer told, long seed, long now) {
        this.node = told.node();
        this.seed = seed;
        this.toldAt = now;
        this.idleSince = now;
        this.base = told.base();
        this.ticket = told.ticket();
    }

    /** Addresses and tickets change. */
    void told(WeightsPeer again) {
        base = again.base();
        ticket = again.ticket();
    }

    URI base() {
        return base;
    }

    String ticket() {
        return ticket;
    }

    /** Answers whether there is anything in it that it never told before; saying the same again is no news. */
    boolean hear(ChunkNews news, long now) {
        if (!news.boot().equals(boot)) {
            have.clear();
            announced.clear();
            boot = news.boot();
        }
        boolean more = !heard || news.whole() && !whole;
        heard = true;
        unheard = 0;
        next = news.next();
        whole = news.whole();
        fetching = news.fetching();
        idleSince = now - Math.max(0, news.idleMillis()) * MILLI;
        for (ChunkNews.Entry entry : news.chunks()) {
            more |= hear(entry);
        }
        passedOver &= !more;
        return more;
    }

    private boolean hear(ChunkNews.Entry entry) {
        have.computeIfAbsent(entry.file(), _ -> new BitSet()).set(entry.chunk());
        if (!entry.sha256().isEmpty()) {
            announced.put(place(entry.file(), entry.chunk()), entry.sha256());
        }
        BitSet told = ever.computeIfAbsent(entry.file(), _ -> new BitSet());
        boolean first = !told.get(entry.chunk());
        told.set(entry.chunk());
        return first;
    }

    /** It does not have the model, or not yet. */
    void hearNothing() {
        heard = true;
        unheard = 0;
        whole = false;
        fetching = false;
        have.clear();
    }

    boolean has(int file, int chunk) {
        return whole
                || Optional.ofNullable(have.get(file)).filter(b -> b.get(chunk)).isPresent();
    }

    Optional<String> announced(int file, int chunk) {
        return Optional.ofNullable(announced.get(place(file, chunk)));
    }

    private static long place(int file, int chunk) {
        return ((long) file << 32) | chunk;
    }

    /** It could not be asked what it has. */
    void notHeard() {
        unheard++;
    }

    /** A read failed: it is left alone, at first for a quarter of a second, at last for sixteen. */
    void failed(long now) {
        failures++;
        refusals = 0;
        leaveAlone(now, 250 * MILLI << Math.min(6, failures - 1));
    }

    /** It asks for patience. */
    void busy(long now, long nanos) {
        refusals++;
        leaveAlone(now, Math.clamp(nanos, 250 * MILLI, 5_000 * MILLI));
    }

    private void leaveAlone(long now, long nanos) {
        leftAloneUntil = now + nanos;
        leftAlone = true;
    }

    void worked() {
        failures = 0;
        refusals = 0;
        leftAlone = false;
    }

    /** It told of a chunk that it then did not give; answers whether it did that too often. */
    boolean lied(int file, int chunk) {
        Optional.ofNullable(have.get(file)).ifPresent(b -> b.clear(chunk));
        lies++;
        return lies >= MOST_LIES;
    }

    /** Whether it may be read from now. */
    boolean isAble(long now) {
        leftAlone = leftAlone && leftAloneUntil - now > 0;
        return !leftAlone && unheard < 2;
    }

    /** Whether what it has is worth waiting for: it can be read from, or soon again. */
    boolean isWorthWaiting(long now) {
        return isAble(now) || unheard < 2 && refusals > 0 && refusals < MOST_REFUSALS;
    }

    /** Whether it brings in what it owns: it fetches, moves, and was not passed over; told of just now is enough. */
    boolean isOwner(long now, long patience, long grace) {
        if (whole || passedOver || unheard > 1) {
            return false;
        }
        boolean fresh = now - toldAt < grace;
        return heard && fetching ? now - idleSince < patience || fresh : fresh;
    }

    /** Told of just now, and asked for the first time. */
    boolean isAwaited(long now, long patience) {
        return !heard && unheard == 0 && now - toldAt < patience;
    }

    /** Waited for long enough: until something comes from it, others own its chunks. */
    void passOver() {
        passedOver = true;
    }

    boolean isCompany() {
        return whole || fetching || !heard && unheard == 0;
    }
}
