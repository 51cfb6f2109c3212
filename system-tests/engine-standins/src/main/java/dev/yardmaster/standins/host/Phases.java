package dev.yardmaster.standins.host;

import dev.yardmaster.standins.cli.Ended;
import java.util.Map;

/** The way to readiness, in the words of the engine's log; it goes wrong where it was told to. */
public final class Phases {
    private final Orders orders;
    private final Map<String, String> failures;
    private final int crashCode;

    /**
     * @param failures last words by kind of failure
     * @param crashCode exit code of a start that failed
     */
    public Phases(Orders orders, Map<String, String> failures, int crashCode) {
        this.orders = orders;
        this.failures = Map.copyOf(failures);
        this.crashCode = crashCode;
    }

    /** Prints the lines, one after the other, unless it is to end or to hang here. */
    public void walk(String phase, String... lines) {
        for (String line : lines) {
            say(line);
            pause(orders.phasePause().toMillis());
        }
        orders.crashIn(phase).ifPresent(kind -> {
            throw new Ended(crashCode, failures.getOrDefault(kind, kind));
        });
        while (orders.hangsIn(phase)) {
            pause(100);
        }
    }

    public static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }

    public static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Ended(130, "interrupted");
        }
    }
}
