package dev.yardmaster.agent.weights.peer;

import dev.yardmaster.agent.weights.ChunkMemory;
import dev.yardmaster.agent.weights.transfer.Bandwidth;
import java.util.Optional;
import java.util.function.BiConsumer;

/** What serving and fetching have in common: what this process saw of chunks, and whom it does not trust. */
public final class PeerSharing implements ChunkMemory {
    private final KnownHashes hashes = new KnownHashes();
    private final Activity activity = new Activity();
    private final PeerTrust trust;
    private final Patience patience;

    /** @param distrusted told of a model's key and a sentence when a node gave wrong bytes */
    public PeerSharing(BiConsumer<String, String> distrusted) {
        this(distrusted, Patience.USUAL);
    }

    PeerSharing(BiConsumer<String, String> distrusted, Patience patience) {
        this.patience = patience;
        this.trust = new PeerTrust(distrusted::accept);
    }

    /**
     * @param most uploads at once
     * @param bandwidth of all uploads together
     */
    public PeerServer serve(SharedWeights weights, PeerTickets tickets, int most, Bandwidth bandwidth) {
        return new PeerServer(weights, tickets, hashes, activity, most, bandwidth);
    }

    @Override
    public Optional<String> sha256(String modelKey, String path, int chunk) {
        return hashes.find(modelKey, path, chunk);
    }

    KnownHashes hashes() {
        return hashes;
    }

    Activity activity() {
        return activity;
    }

    Patience patience() {
        return patience;
    }

    PeerTrust trust() {
        return trust;
    }

    /** A node gave something else than it should have: it is not asked for a while, for anything. */
    public void distrust(String node, String about, String sentence) {
        trust.wrongBytes(node, about, sentence);
    }

    public boolean isDistrusted(String node) {
        return trust.isBanned(node);
    }

    /** Nodes that gave wrong bytes since this process began. */
    public long distrusted() {
        return trust.distrusted();
    }

    /** The model has left this disk. */
    public void forget(String modelKey) {
        hashes.forget(modelKey);
    }
}
