package dev.yardmaster.agent.weights.peer;

import dev.yardmaster.agent.weights.transfer.ChunkRun;
import dev.yardmaster.contract.agent.WeightsPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * What this node knows of a model that it fetches together with others, and what it decides by that: from which peer a
 * chunk comes, and whether it may be asked of the origin. Knows no network and no clock.
 */
final class ModelSwarm {
    static final int MOST_PER_PEER = 4;
    private static final int MOST_LOOKED_AT = 1_024;
    private static final int LONGEST_RUN = 2;
    private static final int LEAST_FROM_ORIGIN = 3;
    private static final int MOST_FROM_ORIGIN = 16;

    final String modelKey;
    private final long ownSeed;
    private final PeerTrust trust;
    private final Patience patience;
    private final Map<String, Peer> peers = new LinkedHashMap<>();
    private final Map<String, Progress> files = new HashMap<>();
    private int fromOrigin;

    /** How far one file is here. */
    private static final class Progress {
        final Map<Integer, Given> given = new HashMap<>();
        final Map<Integer, Peer> reserved = new HashMap<>();
        long newsAt;

        Progress(long now) {
            newsAt = now;
        }
    }

    /** A chunk that a peer gave: who, and the hash of what came. */
    record Given(String node, String sha256) {}

    ModelSwarm(String modelKey, String self, PeerTrust trust, Patience patience) {
        this.modelKey = modelKey;
        this.ownSeed = Rendezvous.seed(modelKey, self);
        this.trust = trust;
        this.patience = patience;
    }

    /** Those that the server tells of now; answers those that are new. */
    synchronized List<Peer> told(List<WeightsPeer> now, long nanoTime) {
        List<Peer> fresh = new ArrayList<>();
        Map<String, Peer> known = new HashMap<>(peers);
        peers.clear();
        for (WeightsPeer told : now) {
            Peer peer = known.get(told.node());
            if (peer == null) {
                peer = new Peer(told, Rendezvous.seed(modelKey, told.node()), nanoTime);
                fresh.add(peer);
            } else {
                peer.told(told);
            }
            peers.put(told.node(), peer);
        }
        return fresh;
    }

    synchronized boolean knows(Peer peer) {
        return peers.get(peer.node) == peer;
    }

    /** Answers whether there is anything new in it. */
    synchronized boolean heard(Peer peer, ChunkNews news, long now) {
        boolean more = peer.hear(news, now);
        if (more) {
            news.chunks().forEach(e -> progress(e.path(), now).newsAt = now);
        }
        return more;
    }

    synchronized void heardNothing(Peer peer) {
        peer.hearNothing();
    }

    synchronized void notHeard(Peer peer) {
        peer.notHeard();
    }

    synchronized void failed(Peer peer, long now) {
        peer.failed(now);
    }

    synchronized void busy(Peer peer, long now, Duration asked) {
        peer.busy(now, asked.toNanos());
    }

    private Progress progress(String path, long now) {
        return files.computeIfAbsent(path, _ -> new Progress(now));
    }

    private boolean usable(Peer peer, long now) {
        return peer.isAble(now) && !trust.isBanned(peer.node);
    }

    /** A run that some peer has and should give now; that peer is kept in mind for the read. */
    synchronized Optional<ChunkRun> fromPeer(String path, BitSet missing, int atMost, long now) {
        Progress progress = progress(path, now);
        List<Peer> able = peers.values().stream()
                .filter(p -> p.inFlight < MOST_PER_PEER && usable(p, now))
                .toList();
        if (able.isEmpty()) {
            return Optional.empty();
        }
        int looked = 0;
        for (int chunk = missing.nextSetBit(0);
                chunk >= 0 && looked < MOST_LOOKED_AT;
                chunk = missing.nextSetBit(chunk + 1), looked++) {
            Optional<Peer> peer = lessBusyOfTwo(able, path, chunk);
            if (peer.isPresent()) {
                Peer giver = peer.get();
                ChunkRun run = run(missing, chunk, Math.min(atMost, LONGEST_RUN), c -> giver.has(path, c));
                progress.reserved.put(run.first(), giver);
                return Optional.of(run);
            }
        }
        return Optional.empty();
    }

    /** Two of those that have it, by the chunk and this node, and of these the one that is asked for less. */
    private Optional<Peer> lessBusyOfTwo(List<Peer> able, String path, int chunk) {
        List<Peer> holders = able.stream().filter(p -> p.has(path, chunk)).toList();
        if (holders.isEmpty()) {
            return Optional.empty();
        }
        long dice = Rendezvous.weight(ownSeed, path, chunk);
        Peer one = holders.get(Math.floorMod((int) dice, holders.size()));
        Peer other = holders.get(Math.floorMod((int) (dice >>> 32), holders.size()));
        return Optional.of(one.inFlight <= other.inFlight ? one : other);
    }

    /**
     * A run that this node should ask the origin for. Few at once, so that the first chunks are soon whole and others can
     * have them.
     */
    synchronized Optional<ChunkRun> fromOrigin(String path, BitSet missing, int atMost, long now) {
        Progress progress = progress(path, now);
        boolean stuck = now - progress.newsAt > patience.stuck().toNanos();
        List<Peer> owners = peers.values().stream()
                .filter(p -> !trust.isBanned(p.node) && p.isOwner(now, patience))
                .toList();
        if (peers.values().stream().anyMatch(p -> usable(p, now) && p.isAwaited(now, patience))) {
            return Optional.empty();
        }
        if (fromOrigin >= Math.max(LEAST_FROM_ORIGIN, MOST_FROM_ORIGIN / (owners.size() + 1))) {
            return Optional.empty();
        }
        IntPredicate mine = c -> progress.given.containsKey(c) || !somebodyHas(path, c, now) && owns(owners, path, c);
        int looked = 0;
        for (int chunk = missing.nextSetBit(0);
                chunk >= 0 && looked < MOST_LOOKED_AT;
                chunk = missing.nextSetBit(chunk + 1), looked++) {
            if (mine.test(chunk)) {
                return Optional.of(run(missing, chunk, Math.min(atMost, LONGEST_RUN), mine));
            }
        }
        int first = missing.nextSetBit(0);
        if (!stuck || first < 0) {
            return Optional.empty();
        }
        progress.newsAt = now;
        owner(owners, path, first).ifPresent(Peer::passOver);
        return Optional.of(new ChunkRun(first, 1));
    }

    private boolean somebodyHas(String path, int chunk, long now) {
        return peers.values().stream()
                .anyMatch(p -> p.has(path, chunk) && p.isWorthWaiting(now) && !trust.isBanned(p.node));
    }

    private boolean owns(List<Peer> owners, String path, int chunk) {
        return owners.stream().allMatch(p -> Rendezvous.wins(ownSeed, p.seed, path, chunk));
    }

    private static Optional<Peer> owner(List<Peer> owners, String path, int chunk) {
        Comparator<Peer> byWeight = (a, b) -> a == b ? 0 : Rendezvous.wins(a.seed, b.seed, path, chunk) ? 1 : -1;
        return owners.stream().max(byWeight);
    }

    private static ChunkRun run(BitSet missing, int first, int atMost, IntPredicate too) {
        int end = first + 1;
        while (end - first < atMost && missing.get(end) && too.test(end)) {
            end++;
        }
        return new ChunkRun(first, end - first);
    }

    /** Whether there is anybody to share with. */
    synchronized boolean hasCompany(long now) {
        return peers.values().stream().anyMatch(p -> !trust.isBanned(p.node) && p.isCompany(now, patience));
    }

    /** Who was chosen for the run that begins there; from now on it counts as busy. */
    synchronized Optional<Peer> begin(String path, int first, long now) {
        Optional<Peer> chosen = Optional.ofNullable(progress(path, now).reserved.remove(first));
        chosen.ifPresent(p -> p.inFlight++);
        return chosen;
    }

    synchronized void end(Peer peer) {
        peer.inFlight--;
    }

    synchronized void originBegan() {
        fromOrigin++;
    }

    synchronized void originEnded() {
        fromOrigin--;
    }

    synchronized void worked(Peer peer) {
        peer.worked();
    }

    synchronized void moved(String path, long now) {
        progress(path, now).newsAt = now;
    }

    synchronized void lied(Peer peer, String path, int chunk) {
        if (peer.lied(path, chunk)) {
            trust.emptyWords(peer.node, peer.node + " tells of chunks that it does not give.");
        }
    }

    synchronized Optional<String> announced(Peer peer, String path, int chunk) {
        return peer.announced(path, chunk);
    }

    synchronized void given(Peer peer, String path, int chunk, String sha256, long now) {
        progress(path, now).given.put(chunk, new Given(peer.node, sha256));
    }

    /** Whether peers gave chunks of this file that nothing has proved yet. */
    synchronized boolean hasUnproved(String path, long now) {
        return !progress(path, now).given.isEmpty();
    }

    /** Who gave a chunk that now comes from the origin, and what. */
    synchronized Optional<Given> takeBack(String path, int chunk, long now) {
        return Optional.ofNullable(progress(path, now).given.remove(chunk));
    }
}
