package dev.yardmaster.systemtests.bench;

import dev.yardmaster.cli.api.ApiException;
import dev.yardmaster.cli.process.Child;
import dev.yardmaster.cli.process.Part;
import dev.yardmaster.cli.process.Ports;
import dev.yardmaster.cli.process.Waiting;
import dev.yardmaster.contract.weights.NodeWeights;
import dev.yardmaster.contract.weights.Prefetch;
import dev.yardmaster.systemtests.world.ExtraAgent;
import dev.yardmaster.systemtests.world.OpenAi;
import dev.yardmaster.systemtests.world.Repository;
import dev.yardmaster.systemtests.world.World;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Agents that fetch the same model at the same time from an origin whose rate is capped, against one of them alone in the
 * same round. A real server tells them what to hold, where it is, and of one another.
 */
final class SwarmBench {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int FILES = 4;
    private static final double GIB = 1L << 30;

    private final PrintStream out;
    private final Plan plan;
    private final Map<String, List<Double>> values = new LinkedHashMap<>();

    /**
     * What is measured.
     *
     * @param size bytes of the model
     * @param rate bytes a second that the origin sends at most
     */
    record Plan(int rounds, int agents, long size, long rate) {
        static Plan parse(List<String> arguments) {
            Map<String, Long> given =
                    new LinkedHashMap<>(Map.of("--rounds", 3L, "--agents", 8L, "--size", 1024L, "--rate", 12L));
            for (int i = 0; i < arguments.size(); i += 2) {
                if (!given.containsKey(arguments.get(i)) || i + 1 == arguments.size()) {
                    throw new IllegalArgumentException(
                            "expected --rounds N, --agents N, --size MIB or --rate MB_PER_SECOND, not "
                                    + arguments.get(i));
                }
                given.put(arguments.get(i), Long.parseLong(arguments.get(i + 1)));
            }
            return new Plan(
                    Math.toIntExact(given.getOrDefault("--rounds", 0L)),
                    Math.toIntExact(given.getOrDefault("--agents", 0L)),
                    given.getOrDefault("--size", 0L) << 20,
                    given.getOrDefault("--rate", 0L) * 1_000_000);
        }
    }

    SwarmBench(PrintStream out, Plan plan) {
        this.out = out;
        this.plan = plan;
    }

    void run() {
        Path home =
                Repository.worlds().resolve("swarm-" + ProcessHandle.current().pid());
        int port = Ports.free();
        Child origin = origin(port, home);
        try (World world = World.in(home)) {
            world.start(Part.SERVER, Map.of("YARD_HF_ENDPOINT", "http://127.0.0.1:" + port));
            for (int round = 1; round <= plan.rounds(); round++) {
                out.printf("round %d of %d%n", round, plan.rounds());
                round(world, port, home.resolve("agents-" + round), round);
            }
        } finally {
            origin.stop(Duration.ofSeconds(5));
        }
        print(figures());
    }

    private Child origin(int port, Path home) {
        List<String> command = List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx128m",
                "-cp",
                System.getProperty("java.class.path"),
                CappedOrigin.class.getName(),
                String.valueOf(port),
                String.valueOf(plan.size() / FILES),
                String.valueOf(FILES),
                String.valueOf(plan.rate()));
        Child child = Child.start("origin", command, Map.of(), home.resolve("origin.log"));
        Waiting.until(
                "the origin answering",
                Duration.ofSeconds(60),
                () -> sent(port) >= 0
                        ? Waiting.Look.found(port)
                        : Waiting.Look.notYet(child.lastLines().toString()));
        return child;
    }

    private static long sent(int port) {
        try {
            return Long.parseLong(
                    new OpenAi("http://127.0.0.1:" + port, "").get("/sent").body());
        } catch (RuntimeException e) {
            return -1;
        }
    }

    private void round(World world, int port, Path homes, int round) {
        List<ExtraAgent> agents = new ArrayList<>();
        try {
            for (int i = 0; i < plan.agents(); i++) {
                String node = "r" + round + "-" + i;
                agents.add(ExtraAgent.joined(world, node, homes.resolve(node)));
            }
            long before = sent(port);
            double alone = fetch(world, "alone-" + round, "only: r" + round + "-0", 1);
            long between = sent(port);
            double cpu = cpu(agents);
            double last = fetch(world, "swarm-" + round, "", plan.agents());
            note("swarm-agents-cpu", cpu(agents) - cpu);
            long after = sent(port);
            note("swarm-alone", alone);
            note("swarm-last", last);
            note("swarm-last-ratio", last / alone);
            note("swarm-origin-alone", (between - before) / GIB);
            note("swarm-origin", (after - between) / GIB);
            note("swarm-origin-ratio", (after - between) / (double) plan.size());
            note("swarm-from-peers", fromPeers(world, "swarm-" + round) / GIB);
            // A policy that stays would have the next round's nodes fetch this round's model too.
            world.api().delete("prefetches/alone-" + round);
            world.api().delete("prefetches/swarm-" + round);
        } finally {
            agents.forEach(ExtraAgent::close);
            delete(homes);
        }
    }

    /** Seconds of processor time that the agents have used. */
    private static double cpu(List<ExtraAgent> agents) {
        return agents.stream()
                .map(a -> a.child().process().info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToDouble(d -> d.toMillis() / 1e3)
                .sum();
    }

    /** Seconds from the policy to the last node that holds the model. */
    private double fetch(World world, String name, String labels, int nodes) {
        world.apply("""
                apiVersion: yardmaster.dev/v1
                kind: Model
                metadata: {name: %s}
                spec: {source: "hf://bench/%s"}
                """.formatted(name, name));
        long began = System.nanoTime();
        world.apply("""
                apiVersion: yardmaster.dev/v1
                kind: Prefetch
                metadata: {name: %s}
                spec: {model: %s, nodeLabels: {%s}}
                """.formatted(name, name, labels));
        Waiting.until(name + " being held", PATIENCE, () -> {
            Prefetch now = world.api().get("prefetches/" + name, Prefetch.class);
            return now.status().held() == nodes
                    ? Waiting.Look.found(now)
                    : Waiting.Look.notYet(now.status().held() + " of " + nodes + " hold it");
        });
        return (System.nanoTime() - began) / 1e9;
    }

    private static long fromPeers(World world, String name) {
        try {
            return world.api().get("prefetches/" + name, Prefetch.class).status().nodes().stream()
                    .mapToLong(NodeWeights::fromPeers)
                    .sum();
        } catch (ApiException e) {
            return 0;
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void note(String name, double value) {
        values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
        out.printf(Locale.ROOT, "  %-22s %8.2f%n", name, value);
    }

    private List<Figure> figures() {
        Map<String, Double> goals = Map.of("swarm-origin-ratio", 1.25, "swarm-last-ratio", 1.5);
        Map<String, String> units = Map.of(
                "swarm-alone", "s",
                "swarm-last", "s",
                "swarm-agents-cpu", "s",
                "swarm-last-ratio", "x",
                "swarm-origin-ratio", "x");
        List<Figure> figures = new ArrayList<>();
        values.forEach((name, all) -> figures.add(new Figure(
                name,
                units.getOrDefault(name, "GiB"),
                all,
                goals.containsKey(name) ? OptionalDouble.of(goals.get(name)) : OptionalDouble.empty())));
        return figures;
    }

    private void print(List<Figure> figures) {
        out.printf("%n%-28s %10s %10s %10s%n", "what", "min", "median", "max");
        figures.forEach(f -> out.printf(
                Locale.ROOT, "%-28s %10.2f %10.2f %10.2f %s%n", f.name(), f.min(), f.median(), f.max(), f.unit()));
        out.println();
        figures.forEach(f -> out.println(f.line()));
    }
}
