package dev.yardmaster.systemtests.world;

import dev.yardmaster.cli.access.SecretFile;
import dev.yardmaster.cli.process.Child;
import dev.yardmaster.cli.process.Part;
import dev.yardmaster.cli.process.Ports;
import dev.yardmaster.cli.process.SiteKeys;
import dev.yardmaster.cli.process.SiteSettings;
import dev.yardmaster.cli.process.Waiting;
import dev.yardmaster.contract.node.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Another node of a world, with a home of its own. */
public final class ExtraAgent implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final World world;
    private final String node;
    private final Path home;
    private final int port;
    private final Child child;

    private ExtraAgent(World world, String node, Path home, int port, Child child) {
        this.world = world;
        this.node = node;
        this.home = home;
        this.port = port;
        this.child = child;
    }

    /** Joined, and carrying the label {@code only=NODE}. */
    public static ExtraAgent joined(World world, String node, Path home) {
        return joined(world, node, home, Map.of());
    }

    /** @param more environment, which wins */
    public static ExtraAgent joined(World world, String node, Path home, Map<String, String> more) {
        ExtraAgent agent = started(
                world, node, home, SiteKeys.read(new SiteKeys(world.api(), world.settings()).joinToken()), more);
        Waiting.until(node + " joining", PATIENCE, () -> {
            try {
                return Waiting.Look.found(world.api().get("nodes/" + node, Node.class));
            } catch (dev.yardmaster.cli.api.ApiException e) {
                return Waiting.Look.notYet(e.getMessage() + " " + agent.child.lastLines());
            }
        });
        return agent;
    }

    public static ExtraAgent started(World world, String node, Path home, String joinToken) {
        return started(world, node, home, joinToken, Map.of());
    }

    private static ExtraAgent started(World world, String node, Path home, String joinToken, Map<String, String> more) {
        SecretFile.write(home.resolve("secrets/join.token"), joinToken);
        int port = Ports.free();
        SiteSettings site = world.settings();
        Map<String, String> environment = new HashMap<>(Map.of(
                "YARD_HOME", home.toString(),
                "YARD_SERVER_URL", site.serverUrl(),
                "YARD_NODE_NAME", node,
                "YARD_NODE_LABELS", "only=" + node,
                "YARD_AGENT_PORT", String.valueOf(port),
                "YARD_STOP_ENGINES_ON_EXIT", "true",
                "YARD_BUNDLED_ENGINE", World.installation().jar(Part.ENGINE).toString()));
        environment.putAll(more);
        Child child =
                Child.start(node, World.installation().command(Part.AGENT), environment, home.resolve("agent.log"));
        return new ExtraAgent(world, node, home, port, child);
    }

    public Child child() {
        return child;
    }

    public Path home() {
        return home;
    }

    /** What it says of itself. */
    public String health() {
        return page("/healthz");
    }

    /** Its Prometheus page. */
    public String metrics() {
        return page("/metrics");
    }

    private String page(String path) {
        return new OpenAi("http://127.0.0.1:" + port, "").get(path).body();
    }

    /** Processes of its engines. */
    public EngineProcesses engines() {
        return new EngineProcesses(home.resolve("agent"));
    }

    @Override
    public void close() {
        child.stop(Duration.ofSeconds(20));
        engines().killAll();
        try {
            world.api().delete("nodes/" + node);
        } catch (dev.yardmaster.cli.api.ApiException.Refused e) {
            if (e.problem().status() != 404) {
                throw e;
            }
        }
    }
}
