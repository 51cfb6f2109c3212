package dev.yardmaster.contract.agent;

import java.time.Instant;

/**
 * The key that tickets for this node are made with. A ticket is {@code EXPIRES.NODE.HEX}: EXPIRES in epoch seconds, NODE
 * who may use it, HEX the HMAC-SHA-256 with this key over {@code EXPIRES.NODE.MODELKEY}, in lower case.
 *
 * @param key base64; kept in memory only
 * @param validUntil ask again before then; the last key stays good for the tickets that were made with it
 */
public record PeerKey(String key, Instant validUntil) {
    @Override
    public String toString() {
        return "PeerKey[" + validUntil + "]";
    }
}
