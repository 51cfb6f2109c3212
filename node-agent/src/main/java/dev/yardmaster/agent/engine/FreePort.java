package dev.yardmaster.agent.engine;

import dev.yardmaster.contract.deployment.InstanceReason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Picks a port that nothing listens on now; another process can still be faster, which the engine then says. */
public final class FreePort {
    private static final int TRIES = 16;

    private FreePort() {}

    /**
     * A port for every name.
     *
     * @param taken ports that were given to engines which may not listen yet
     */
    public static Map<String, Integer> pick(String host, Collection<String> names, Set<Integer> taken)
            throws LaunchProblem {
        Map<String, Integer> picked = new TreeMap<>();
        for (String name : names) {
            Set<Integer> all = new HashSet<>(taken);
            all.addAll(picked.values());
            picked.put(name, pick(host, all));
        }
        return picked;
    }

    /** @param taken ports that were given to engines which may not listen yet */
    public static int pick(String host, Set<Integer> taken) throws LaunchProblem {
        try {
            for (int i = 0; i < TRIES; i++) {
                try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
                    if (!taken.contains(socket.getLocalPort())) {
                        return socket.getLocalPort();
                    }
                }
            }
            throw new LaunchProblem(InstanceReason.PORT_UNAVAILABLE, "No free port was found on " + host + ".");
        } catch (IOException e) {
            throw new LaunchProblem(
                    InstanceReason.PORT_UNAVAILABLE,
                    "YARD_ENGINE_HOST is " + host + ", where no port can be opened: " + e.getMessage());
        }
    }
}
