package dev.yardmaster.agent.supervise;

import dev.yardmaster.contract.agent.AssignedGroup;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Whether the first rank of a group is there: one of the group's ports accepts connections at its address. */
final class Leader {
    private static final int TIMEOUT_MILLIS = 1_000;
    private static final Duration AGAIN = Duration.ofMillis(500);

    private final Clock clock;
    private final Errand<Look> errand;

    private record Look(boolean there, Instant at) {}

    Leader(Clock clock, Runnable wake) {
        this.clock = clock;
        this.errand = new Errand<>("leader", wake);
    }

    void look(AssignedGroup group) {
        Instant now = clock.instant();
        boolean due =
                errand.outcome().map(l -> !l.at().plus(AGAIN).isAfter(now)).orElse(true);
        if (due) {
            errand.start(() -> new Look(there(group), clock.instant()));
        }
    }

    /** As it was found since then. */
    boolean there(Instant since) {
        return errand.outcome()
                .filter(l -> l.there() && !l.at().isBefore(since))
                .isPresent();
    }

    private static boolean there(AssignedGroup group) {
        return group.ports().values().stream().anyMatch(port -> accepts(group.leader(), port));
    }

    private static boolean accepts(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
