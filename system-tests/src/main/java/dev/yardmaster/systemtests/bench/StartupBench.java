package dev.yardmaster.systemtests.bench;

import dev.yardmaster.cli.demo.DemoModels;
import dev.yardmaster.cli.process.Child;
import dev.yardmaster.cli.process.Health;
import dev.yardmaster.cli.process.Part;
import dev.yardmaster.cli.process.Ports;
import dev.yardmaster.cli.process.Waiting;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.systemtests.world.Repository;
import dev.yardmaster.systemtests.world.World;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** From start to the first healthy answer, and the resident memory then, of every process; each round is a world of its own. */
final class StartupBench {
    private static final int ROUNDS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final PrintStream out;
    private final Map<String, List<Double>> seconds = new LinkedHashMap<>();
    private final Map<String, List<Double>> megabytes = new LinkedHashMap<>();

    StartupBench(PrintStream out) {
        this.out = out;
    }

    void run() {
        for (int round = 1; round <= ROUNDS; round++) {
            out.printf("round %d of %d%n", round, ROUNDS);
            round(World.in(Repository.worlds()
                    .resolve("startup-" + ProcessHandle.current().pid() + "-" + round)));
        }
        List<Figure> figures = figures();
        print(figures);
    }

    private void round(World world) {
        try (world) {
            measure(world, "server-first-start", Part.SERVER);
            new DemoModels(Repository.root()).push(world.settings());
            world.site().stop(Part.SERVER);
            measure(world, "server", Part.SERVER);
            measure(world, "gateway", Part.GATEWAY);
            measure(world, "agent", Part.AGENT);
            measureEngine(world);
            measureDeployment(world);
        }
    }

    private void measure(World world, String name, Part part) {
        long began = System.nanoTime();
        Child child = world.start(part);
        note(name, (System.nanoTime() - began) / 1e9, child.process().pid());
    }

    /** The engine alone, without an agent. */
    private void measureEngine(World world) {
        int port = Ports.free();
        Path model = Repository.demoModels().resolve("tiny-chat/v1/tiny-chat-v1-f16.gguf");
        List<String> command = World.installation()
                .command(
                        Part.ENGINE,
                        "--model",
                        model.toString(),
                        "--alias",
                        "bench",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        String.valueOf(port));
        long began = System.nanoTime();
        Child engine = Child.start("engine", command, Map.of(), world.settings().log("engine"));
        Waiting.until("the engine answering", PATIENCE, () -> Health.at("http://127.0.0.1:" + port + "/health"));
        note("engine", (System.nanoTime() - began) / 1e9, engine.process().pid());
        engine.stop(PATIENCE);
    }

    /** From applying the documents to an instance that answers: weights fetched, engine started and probed. */
    private void measureDeployment(World world) {
        long began = System.nanoTime();
        world.deploy("bench", "v1", 1);
        world.awaitInstance("bench", InstanceState.READY);
        double took = (System.nanoTime() - began) / 1e9;
        seconds.computeIfAbsent("deployment", _ -> new ArrayList<>()).add(took);
        out.printf(Locale.ROOT, "  %-20s %6.2f s%n", "deployment", took);
    }

    private void note(String name, double took, long pid) {
        double rss = Rss.megabytes(pid);
        seconds.computeIfAbsent(name, _ -> new ArrayList<>()).add(took);
        megabytes
                .computeIfAbsent(name.equals("deployment") ? "engine" : name, _ -> new ArrayList<>())
                .add(rss);
        out.printf(Locale.ROOT, "  %-20s %6.2f s  %6.1f MB%n", name, took, rss);
    }

    private List<Figure> figures() {
        Map<String, Double> goals = Map.of(
                "server-ready", 6.0, "gateway-ready", 0.5, "agent-ready", 0.5, "agent-rss", 90.0, "gateway-rss", 120.0);
        List<Figure> figures = new ArrayList<>();
        seconds.forEach((name, values) -> figures.add(figure(name + "-ready", "s", values, goals)));
        megabytes.forEach((name, values) -> figures.add(figure(name + "-rss", "MB", values, goals)));
        return figures;
    }

    private static Figure figure(String name, String unit, List<Double> values, Map<String, Double> goals) {
        Double goal = goals.get(name);
        return new Figure(name, unit, values, goal == null ? OptionalDouble.empty() : OptionalDouble.of(goal));
    }

    private void print(List<Figure> figures) {
        out.printf("%n%-28s %10s %10s %10s%n", "what", "min", "median", "max");
        figures.forEach(f -> out.printf(
                Locale.ROOT, "%-28s %10.2f %10.2f %10.2f %s%n", f.name(), f.min(), f.median(), f.max(), f.unit()));
        out.println();
        figures.forEach(f -> out.println(f.line()));
    }
}
