package dev.yardmaster.ui.fake;

import dev.yardmaster.ui.live.Pacer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that passes only when a test says so. */
public final class ManualPacer implements Pacer {
    private record Due(long at, Runnable task) {}

    private final List<Due> waiting = new ArrayList<>();
    private long now;

    @Override
    public void later(Duration delay, Runnable task) {
        waiting.add(new Due(now + delay.toMillis(), task));
    }

    /** Runs what falls due, in order, also what that schedules. */
    public void pass(Duration time) {
        long until = now + time.toMillis();
        while (true) {
            Due next = waiting.stream()
                    .filter(d -> d.at() <= until)
                    .min(Comparator.comparing(Due::at))
                    .orElse(null);
            if (next == null) {
                now = until;
                return;
            }
            waiting.remove(next);
            now = Math.max(now, next.at());
            next.task().run();
        }
    }

    @Override
    public void close() {
        waiting.clear();
    }
}
