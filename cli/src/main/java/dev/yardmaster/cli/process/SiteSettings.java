package dev.yardmaster.cli.process;

import dev.yardmaster.cli.UsageException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One of everything on this machine: where its state lies and which ports it takes.
 *
 * @param more settings of the user's own, passed on to every process
 */
public record SiteSettings(Path home, int server, int gateway, int agent, int database, Map<String, String> more) {
    public static final String SERVER_PORT = "YARD_SERVER_PORT";
    public static final String GATEWAY_PORT = "YARD_GATEWAY_PORT";
    public static final String AGENT_PORT = "YARD_AGENT_PORT";
    public static final String DATABASE_PORT = "YARD_DATABASE_PORT";

    /** A port, who takes it, and the variable that moves it. */
    public record Claim(String who, int port, String variable) {}

    public SiteSettings {
        more = Map.copyOf(more);
    }

    /** @throws UsageException naming the variable that is no port */
    public static SiteSettings from(Map<String, String> environment, Path home) {
        return new SiteSettings(
                home,
                port(environment, SERVER_PORT, 8080),
                port(environment, GATEWAY_PORT, 8090),
                port(environment, AGENT_PORT, 8070),
                port(environment, DATABASE_PORT, 54320),
                Map.of());
    }

    /** With its own home and ports that nobody else has. */
    public static SiteSettings apart(Path home) {
        return new SiteSettings(home, Ports.free(), Ports.free(), Ports.free(), Ports.free(), Map.of());
    }

    public SiteSettings with(String variable, String value) {
        Map<String, String> changed = new HashMap<>(more);
        changed.put(variable, value);
        return new SiteSettings(home, server, gateway, agent, database, changed);
    }

    public String serverUrl() {
        return "http://127.0.0.1:" + server;
    }

    public String gatewayUrl() {
        return "http://127.0.0.1:" + gateway;
    }

    public String agentUrl() {
        return "http://127.0.0.1:" + agent;
    }

    public Path secret(String name) {
        return home.resolve("secrets").resolve(name);
    }

    public Path log(String name) {
        return home.resolve("logs").resolve(name + ".log");
    }

    public boolean usesOwnDatabase(Map<String, String> environment) {
        return environment.getOrDefault("YARD_DATABASE_URL", "").isBlank();
    }

    public List<Claim> claims() {
        return List.of(
                new Claim("server", server, SERVER_PORT),
                new Claim("gateway", gateway, GATEWAY_PORT),
                new Claim("agent", agent, AGENT_PORT),
                new Claim("embedded PostgreSQL", database, DATABASE_PORT));
    }

    /** What every process is told. */
    public Map<String, String> environment() {
        Map<String, String> all = new HashMap<>(Map.of(
                "YARD_HOME",
                home.toString(),
                SERVER_PORT,
                String.valueOf(server),
                GATEWAY_PORT,
                String.valueOf(gateway),
                AGENT_PORT,
                String.valueOf(agent),
                DATABASE_PORT,
                String.valueOf(database),
                "YARD_SERVER_URL",
                serverUrl(),
                "YARD_GATEWAY_URL",
                gatewayUrl()));
        all.putAll(more);
        return all;
    }

    private static int port(Map<String, String> environment, String variable, int otherwise) {
        String text = environment.getOrDefault(variable, "").strip();
        if (text.isEmpty()) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65_535) {
            throw new UsageException(variable + " is '" + text + "'; expected a port between 1 and 65535");
        }
        return Integer.parseInt(text);
    }
}
