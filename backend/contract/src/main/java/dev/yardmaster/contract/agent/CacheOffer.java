package dev.yardmaster.contract.agent;

/**
 * A snapshot of compiled kernels that a node can give to others.
 *
 * @param name and {@code key}: see {@link dev.yardmaster.contract.engine.KernelCache}
 * @param sha256 of the snapshot's bytes, lower-case hex
 */
public record CacheOffer(String name, String key, String sha256, long bytes) {
    /** What a {@link PeerKey ticket} for it is made for, in place of a model's key. */
    public static String subject(String name, String key, String sha256) {
        return "kernels/" + name + "/" + key + "/" + sha256;
    }
}
