package dev.yardmaster.agent.doctor;

import dev.yardmaster.agent.config.AgentConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;

/** The agent's port, and the ports from which the system gives engines theirs. */
record PortCheck(Premises premises, Web web) implements Check {
    private static final String RANGE = "/proc/sys/net/ipv4/ip_local_port_range";
    private static final int FEW = 1000;

    @Override
    public List<Finding> look() {
        return List.of(own(), engines());
    }

    private Finding own() {
        AgentConfig.Listen listen = premises.config().listen();
        String at = listen.host() + ":" + listen.port();
        String failure = bind(listen.host(), listen.port());
        if (failure.isEmpty()) {
            return Finding.ok("port", at + " is free for the agent.");
        }
        if (web.answers("http://" + at + "/healthz")) {
            return Finding.ok("port", "An agent runs at " + at + ".");
        }
        return Finding.problem(
                "port",
                "The agent cannot listen at " + at + ": " + failure + ".",
                "sudo ss -ltnp 'sport = :" + listen.port() + "'   (then end that program, or set YARD_AGENT_PORT)");
    }

    private Finding engines() {
        String host = premises.config().engineHost();
        String failure = bind(host, 0);
        if (!failure.isEmpty()) {
            return Finding.problem(
                    "port",
                    "Engines cannot listen at " + host + ": " + failure + ".",
                    "Set YARD_ENGINE_HOST to an address of this host; 'ip -br address' lists them.");
        }
        String[] range = premises.files().line(RANGE).orElse("32768 60999").split("\\s+");
        int ports = Integer.parseInt(range[1]) - Integer.parseInt(range[0]) + 1;
        String sentence = "Engines listen at " + host + ", on ports of " + range[0] + " to " + range[1] + ".";
        return ports < FEW
                ? Finding.warning(
                        "port",
                        sentence + " That is " + ports + " ports only.",
                        "sudo sysctl -w net.ipv4.ip_local_port_range='32768 60999'")
                : Finding.ok("port", sentence);
    }

    /** Empty where it works. */
    private static String bind(String host, int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName(host))) {
            return socket.isBound() ? "" : "it is not bound";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
