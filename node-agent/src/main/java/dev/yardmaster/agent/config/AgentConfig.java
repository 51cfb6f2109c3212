package dev.yardmaster.agent.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the environment says.
 *
 * @param join where the one-time token comes from
 * @param engineHost where engines listen, and what gateways are told
 * @param bundledEngine the llama.cpp engine's jar, where there is one
 * @param fenceAfter without a lease for that long, instances drain; zero is never
 * @param stopEnginesOnExit an ordinary end of the agent ends its engines too
 */
public record AgentConfig(
        Path home,
        URI server,
        String nodeName,
        Map<String, String> labels,
        JoinToken join,
        Listen listen,
        String engineHost,
        Optional<Path> bundledEngine,
        Duration fenceAfter,
        boolean stopEnginesOnExit) {

    /** A token given directly, or a file that may appear later. */
    public record JoinToken(Optional<String> given, Path file) {
        @Override
        public String toString() {
            return "JoinToken[" + file + "]";
        }
    }

    /** Where health and metrics are answered. */
    public record Listen(String host, int port) {}

    public AgentConfig {
        labels = Map.copyOf(labels);
    }

    /** Directory of everything the agent keeps. */
    public Path agentHome() {
        return home.resolve("agent");
    }
}
