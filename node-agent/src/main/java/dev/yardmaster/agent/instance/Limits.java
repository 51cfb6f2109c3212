package dev.yardmaster.agent.instance;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Times that are the agent's own.
 *
 * @param restarts waits before starts that follow failures in a row, the last one for all later
 * @param stable an engine that was ready for so long starts with a clean slate
 * @param drainSettle gateways need a moment to learn that an instance drains; no request count is believed before
 * @param killAgain between two attempts to kill
 * @param weightsAgain how often weights that could not be had are looked at again
 * @param fetchAgain how often a fetch that is too slow is looked at again
 * @param preparing images, files and caches have so long
 * @param silence loading without a new line and without growth is stuck after so long
 * @param breath a stage that is over time goes on as long as there was a sign of life within this time
 * @param sick a ready engine that fails its health checks has so long to recover before it is replaced
 * @param settled a rank without checks of its own counts as ready once it has run for so long
 * @param measuring between two readings of an engine's metrics
 * @param groupAgain a rank that failed waits so long for its group's next generation before it is tried alone
 */
public record Limits(
        List<Duration> restarts,
        Duration stable,
        Duration drainSettle,
        Duration killAgain,
        Duration weightsAgain,
        Duration fetchAgain,
        Duration preparing,
        Duration silence,
        Duration breath,
        Duration sick,
        Duration settled,
        Duration measuring,
        Duration groupAgain) {
    public static final Limits USUAL = new Limits(
            seconds(0, 10, 20, 40, 80, 160, 300),
            Duration.ofMinutes(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofHours(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(1),
            Duration.ofMinutes(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofMinutes(5));

    public Limits {
        restarts = List.copyOf(restarts);
    }

    /**
     * @param failures in a row, at least 1
     * @param jitter from 0 to 1: the wait is between four fifths and the whole of its step, so that a fleet does not retry
     *     in step
     */
    Duration restart(int failures, double jitter) {
        Duration step = restarts.get(Math.clamp(failures - 1L, 0, restarts.size() - 1));
        return Duration.ofMillis(Math.round(step.toMillis() * (0.8 + jitter / 5)));
    }

    private static List<Duration> seconds(int... numbers) {
        return Arrays.stream(numbers).mapToObj(Duration::ofSeconds).toList();
    }
}
