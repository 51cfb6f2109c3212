package dev.yardmaster.contract.agent;

/**
 * A node's weight store.
 *
 * @param usedBytes on disk, half-fetched files included
 * @param quotaBytes most that it may take; 0 where only the disk bounds it
 * @param evictableBytes of models that nothing needs, gone as soon as room is needed
 */
public record StoreObservation(long usedBytes, long quotaBytes, long evictableBytes) {
    public static final StoreObservation EMPTY = new StoreObservation(0, 0, 0);
}
