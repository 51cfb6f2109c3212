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
    private static final int MOST_UNHEARD = 3;
    private static final int MOST_REFUSALS = 8;

    final String node;
    final long seed;
    private final long toldAt;
    private final Map<String, BitSet> have = new HashMap<>();
    private final Map<String, BitSet> ever = new HashMap<>();
    private final Map<Place, String> announced = new HashMap<>();
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

    private record Place(String path, int chunk) {}

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
        have.computeIfAbsent(entry.path(), _ -> new BitSet()).set(entry.chunk());
        if (!entry.sha256().isEmpty()) {
            announced.put(new Place(entry.path(), entry.chunk()), entry.sha256());
        }
        BitSet told = ever.computeIfAbsent(entry.path(), _ -> new BitSet());
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

    boolean has(String path, int chunk) {
        return whole
                || Optional.ofNullable(have.get(path)).filter(b -> b.get(chunk)).isPresent();
    }

    Optional<String> announced(String path, int chunk) {
        return Optional.ofNullable(announced.get(new Place(path, chunk)));
    }

    /** It could not be asked what it has. */
    void notHeard() {
        unheard++;
    }

    /** A read failed: it is left alone, at first for a quarter of a second, at last for sixteen. */
    void failed(long now) {
        failures++;
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
    boolean lied(String path, int chunk) {
        Optional.ofNullable(have.get(path)).ifPresent(b -> b.clear(chunk));
        lies++;
        return lies >= MOST_LIES;
    }

    /** Whether it may be read from now. */
    boolean isAble(long now) {
        leftAlone = leftAlone && leftAloneUntil - now > 0;
        return !leftAlone && unheard < MOST_UNHEARD;
    }

    /** Whether what it has is worth waiting for: it can be read from, or soon again. */
    boolean isWorthWaiting(long now) {
        return isAble(now) || unheard < MOST_UNHEARD && (failures == 1 || refusals > 0 && refusals < MOST_REFUSALS);
    }

    /** Whether it brings in what it owns: it fetches, moves, and was not passed over; told of just now is enough. */
    boolean isOwner(long now, Patience patience) {
        if (whole || passedOver || unheard >= MOST_UNHEARD) {
            return false;
        }
        boolean fresh = now - toldAt < patience.grace().toNanos();
        return heard && fetching ? now - idleSince < patience.idle().toNanos() || fresh : fresh;
    }

    /** Told of just now, and asked for the first time. */
    boolean isAwaited(long now, Patience patience) {
        return !heard && unheard == 0 && now - toldAt < patience.contact().toNanos();
    }

    /** Waited for long enough: until something comes from it, others own its chunks. */
    void passOver() {
        passedOver = true;
    }

    /** Whether there is something to be had from it now or soon. */
    boolean isCompany(long now, Patience patience) {
        return whole
                || fetching
                || unheard == 0 && now - toldAt < patience.grace().toNanos();
    }
}
