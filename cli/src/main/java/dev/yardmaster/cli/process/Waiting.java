package dev.yardmaster.cli.process;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Waiting for something with a deadline, looking again and again. */
public final class Waiting {
    private static final long LOOK_EVERY_MILLIS = 50;

    private Waiting() {}

    /** It did not happen in time; the message says what was last seen. */
    public static final class TooLate extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public TooLate(String sentence) {
            super(sentence, null, false, false);
        }
    }

    /** One look: what was hoped for, or a sentence about how things stand. */
    public record Look<T>(Optional<T> found, String otherwise) {
        public static <T> Look<T> found(T value) {
            return new Look<>(Optional.of(value), "");
        }

        public static <T> Look<T> notYet(String sentence) {
            return new Look<>(Optional.empty(), sentence);
        }
    }

    /** @throws TooLate with the last look's sentence */
    public static <T> T until(String what, Duration patience, Supplier<Look<T>> look) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            Look<T> now = look.get();
            if (now.found().isPresent()) {
                return now.found().get();
            }
            if (System.nanoTime() > deadline) {
                throw new TooLate(what + " did not happen within " + patience.toSeconds() + " s: " + now.otherwise());
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TooLate("interrupted");
        }
    }
}
