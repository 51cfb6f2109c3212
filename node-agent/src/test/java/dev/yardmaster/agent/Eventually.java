package dev.yardmaster.agent;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits until something holds; fails after a generous deadline that says nothing about speed. */
public final class Eventually {
    private static final Duration DEADLINE = Duration.ofSeconds(40);

    private Eventually() {}

    public static void until(String what, Callable<Boolean> holds) throws Exception {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!holds.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never: " + what);
            }
            Thread.sleep(10);
        }
    }
}
