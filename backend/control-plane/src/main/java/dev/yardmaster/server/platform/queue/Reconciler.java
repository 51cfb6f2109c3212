package dev.yardmaster.server.platform.queue;

/** Brings one thing nearer to what is wanted. */
@FunctionalInterface
public interface Reconciler<K> {

    /**
     * Never runs twice at the same time for the same key. Reads everything again, as it is not told what has changed.
     * When it throws, it runs again after a growing delay.
     */
    Next reconcile(K key) throws Exception;
}
