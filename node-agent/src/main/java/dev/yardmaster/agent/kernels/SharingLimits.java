package dev.yardmaster.agent.kernels;

import java.time.Duration;

/**
 * Bounds of what is given and taken.
 *
 * @param quiet a cache that did not change for so long is sealed
 * @param sealAgain one that changes over and over is sealed this often at most
 * @param offerAgain how often the server is told what is there
 * @param fetchWithin an engine waits so long for the kernels of others, no longer
 * @param fetchAgain after an attempt that came to nothing others are asked again from then on
 * @param bytes most that a snapshot may have, unpacked
 * @param files most that a snapshot may have
 */
public record SharingLimits(
        Duration quiet,
        Duration sealAgain,
        Duration offerAgain,
        Duration fetchWithin,
        Duration fetchAgain,
        long bytes,
        int files) {
    public static final SharingLimits USUAL = new SharingLimits(
            Duration.ofSeconds(30),
            Duration.ofMinutes(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            4L << 30,
            100_000);
}
