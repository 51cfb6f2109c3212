package dev.yardmaster.contract.access;

import java.time.Instant;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A secret without its values, which are never returned.
 *
 * @param keys names of what it holds, for instance {@code token}, or {@code accessKeyId} and {@code secretAccessKey}
 * @param version grows with every change
 */
public record SecretInfo(String name, SortedSet<String> keys, long version, Instant createdAt, Instant changedAt) {
    public SecretInfo {
        keys = new TreeSet<>(keys);
    }
}
