package dev.yardmaster.agent.weights;

import dev.yardmaster.agent.weights.store.Disk;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How the store behaves.
 *
 * @param root its directory
 * @param boot identifies the kernel's run
 * @param reserve bytes of the disk that are never used
 * @param quota most bytes that the store may take; 0 where only the disk bounds it
 * @param highWater percent of the disk; above it unneeded weights go even before the room is needed
 * @param scrubEvery how often every stored file is hashed again; zero is never
 */
public record WeightsSettings(
        Path root, String boot, Disk disk, long reserve, long quota, int highWater, Duration scrubEvery) {
    private static final long RESERVE = 512L << 20;

    /** As it runs on a host. */
    public static WeightsSettings of(Path root, String boot, long quota, int highWater, Duration scrubEvery) {
        return new WeightsSettings(root, boot, Disk.REAL, RESERVE, quota, highWater, scrubEvery);
    }
}
