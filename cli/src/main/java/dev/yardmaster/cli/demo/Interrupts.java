package dev.yardmaster.cli.demo;

import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ctrl-C, a closed terminal and SIGTERM. The first asks for an orderly end, the second ends at once. A shutdown hook
 * could not tell the second, so this is the JDK's signal API, which is only reachable by reflection.
 */
final class Interrupts {
    /** Whoever signals a process and then its group means it once. */
    private static final long SAME_REQUEST_NANOS = 500_000_000;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final AtomicLong firstAt = new AtomicLong();
    private final Runnable atOnce;

    private Interrupts(Runnable atOnce) {
        this.atOnce = atOnce;
    }

    /** The end was asked for while something else was going on. */
    static final class Asked extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Asked() {
            super("stopped", null, false, false);
        }
    }

    /** @param atOnce ends everything without waiting, this process included */
    static Interrupts install(Runnable atOnce) {
        Interrupts interrupts = new Interrupts(atOnce);
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            interrupts.handle(name);
        }
        return interrupts;
    }

    boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** @throws Asked when the end was asked for */
    void check() {
        if (isAsked()) {
            throw new Asked();
        }
    }

    /** Whether the end was asked for within that time. */
    boolean await(long millis) {
        try {
            return asked.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void signalled() {
        long now = System.nanoTime() | 1;
        if (firstAt.compareAndSet(0, now)) {
            asked.countDown();
        } else if (now - firstAt.get() > SAME_REQUEST_NANOS) {
            atOnce.run();
        }
    }

    private void handle(String name) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ours = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, (_, method, _) -> {
                if (method.getName().equals("handle")) {
                    signalled();
                }
                return null;
            });
            signal.getMethod("handle", signal, handler)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), ours);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JVM has no signal API", e);
        }
    }
}
