package dev.yardmaster.systemtests.bench;

import dev.yardmaster.cli.access.SecretFile;
import dev.yardmaster.cli.process.Child;
import dev.yardmaster.cli.process.Part;
import dev.yardmaster.cli.process.Ports;
import dev.yardmaster.cli.process.Waiting;
import dev.yardmaster.contract.agent.AssignedModel;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.systemtests.world.Repository;
import dev.yardmaster.systemtests.world.World;
import java.io.IOException;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URI;
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
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A model in four files from a web server on this machine, by a real agent until it is verified and published, against
 * {@code curl}, which only copies, and against {@code huggingface_hub} where {@code python3} has it; then from one that is 20 ms late and slow on each connection. All write to the same
 * file system, take turns, and what one wrote is gone before the next begins.
 */
final class WeightsBench {
    private static final int FILES = 4;
    private static final long LATE_MILLIS = 20;
    private static final long SLOW = 50_000_000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final PrintStream out;
    private final Plan plan;
    private final Path home =
            Repository.worlds().resolve("weights-" + ProcessHandle.current().pid());
    private final Map<String, List<Double>> values = new LinkedHashMap<>();

    /** @param size bytes of the model; a quarter of them in the second part */
    record Plan(int rounds, long size) {
        static Plan parse(List<String> arguments) {
            Options given = Options.parse(arguments, Map.of("--rounds", 3L, "--size", 4096L));
            return new Plan(Math.toIntExact(given.number("--rounds")), given.number("--size") << 20);
        }
    }

    /** A web server and what it has. */
    private record Source(URI base, Child process, List<ModelFile> files) {
        List<String> urls() {
            return files.stream().map(f -> base.resolve(f.path()).toString()).toList();
        }
    }

    WeightsBench(PrintStream out, Plan plan) {
        this.out = out;
        this.plan = plan;
    }

    void run() throws IOException, InterruptedException {
        try {
            fast();
            slow();
        } finally {
            delete(home);
        }
        print(figures());
    }

    private void fast() throws IOException, InterruptedException {
        Source source = source("fast", plan.size(), 0, 0);
        boolean python = HubClient.isHere();
        if (!python) {
            out.println("python3 has no huggingface_hub (PYTHONPATH counts): left out");
        }
        try {
            for (int round = 0; round < plan.rounds(); round++) {
                out.printf("round %d of %d, %d MiB%n", round + 1, plan.rounds(), plan.size() >> 20);
                double[] seconds = new double[3];
                for (int turn = 0; turn < 3; turn++) {
                    int who = (round + turn) % 3;
                    seconds[who] = switch (who) {
                        case 0 -> agent(source, "weights-rss");
                        case 1 -> curl(source, true);
                        default -> curl(source, false);
                    };
                }
                note("weights-agent", rate(plan.size(), seconds[0]));
                note("weights-curl-parallel", rate(plan.size(), seconds[1]));
                note("weights-curl-in-turn", rate(plan.size(), seconds[2]));
                note("weights-ratio", Math.min(seconds[1], seconds[2]) / seconds[0]);
                if (python) {
                    double theirs = HubClient.fetch(source.base(), home.resolve("huggingface"));
                    delete(home.resolve("huggingface"));
                    note("weights-huggingface-hub", rate(plan.size(), theirs));
                    note("weights-huggingface-hub-ratio", theirs / seconds[0]);
                }
            }
        } finally {
            source.process().stop(Duration.ofSeconds(5));
            delete(home.resolve("fast"));
        }
    }

    private void slow() throws IOException, InterruptedException {
        long size = plan.size() / 4;
        Source source = source("slow", size, LATE_MILLIS, SLOW);
        try {
            for (int round = 0; round < plan.rounds(); round++) {
                out.printf("round %d of %d, %d MiB, late and slow%n", round + 1, plan.rounds(), size >> 20);
                double one = curl(source, false);
                double agent = agent(source, "weights-slow-rss");
                note("weights-slow-agent", rate(size, agent));
                note("weights-slow-one", rate(size, one));
                note("weights-slow-ratio", one / agent);
            }
        } finally {
            source.process().stop(Duration.ofSeconds(5));
        }
    }

    private Source source(String name, long size, long late, long rate) throws IOException {
        int port = Ports.free();
        Path directory = home.resolve(name);
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                FileOrigin.class.getName(),
                String.valueOf(port),
                directory.toString(),
                String.valueOf(FILES),
                String.valueOf(size / FILES),
                String.valueOf(late),
                String.valueOf(rate));
        Child child = Child.start("origin", command, Map.of(), home.resolve(name + ".log"));
        Waiting.until("the origin listening", PATIENCE, () -> {
            if (!child.isAlive()) {
                throw new IllegalStateException(child.obituary());
            }
            return listens(port) ? Waiting.Look.found(port) : Waiting.Look.notYet("it makes its files");
        });
        List<String> digests = Files.readAllLines(directory.resolve("digests"));
        List<ModelFile> files = IntStream.range(0, FILES)
                .mapToObj(i -> new ModelFile("part-" + i, size / FILES, digests.get(i)))
                .toList();
        return new Source(URI.create("http://127.0.0.1:" + port + "/"), child, files);
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Seconds from the assignment to the published model. */
    private double agent(Source source, String rss) throws IOException, InterruptedException {
        Path state = home.resolve("agent");
        try (OneNodeServer server = new OneNodeServer(source.base())) {
            SecretFile.write(state.resolve("secrets/join.token"), "bench");
            Map<String, String> environment = Map.of(
                    "YARD_HOME", state.toString(),
                    "YARD_SERVER_URL", server.url(),
                    "YARD_NODE_NAME", "bench",
                    "YARD_AGENT_PORT", String.valueOf(Ports.free()));
            Child child = Child.start(
                    "agent", World.installation().command(Part.AGENT), environment, home.resolve("agent.log"));
            try {
                server.awaitAgent(PATIENCE);
                Thread.sleep(1000);
                double before = cpu(child);
                long began = System.nanoTime();
                server.assign(new AssignedModel("bench", "bench/model", "c1", source.files()));
                Path published = state.resolve("agent/weights/models/bench.json");
                while (!Files.exists(published)) {
                    if (!child.isAlive()) {
                        throw new IllegalStateException(child.obituary());
                    }
                    Thread.sleep(5);
                }
                double took = (System.nanoTime() - began) / 1e9;
                note(rss, Rss.mostMegabytes(child.process().pid()));
                note(rss.replace("rss", "cpu"), cpu(child) - before);
                return took;
            } finally {
                child.kill();
                delete(state);
            }
        }
    }

    /** Seconds of processor time; the start of the process is not counted. */
    private static double cpu(Child child) {
        return child.process().info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
    }

    private double curl(Source source, boolean parallel) throws IOException, InterruptedException {
        Path target = Files.createDirectories(home.resolve("curl"));
        List<String> command = new ArrayList<>(List.of("curl", "--fail", "--silent"));
        if (parallel) {
            command.add("--parallel");
        }
        for (int i = 0; i < FILES; i++) {
            command.addAll(List.of(
                    "--output",
                    target.resolve("part-" + i).toString(),
                    source.urls().get(i)));
        }
        try {
            long began = System.nanoTime();
            Process curl = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (curl.waitFor() != 0) {
                throw new IllegalStateException("curl ended with " + curl.exitValue());
            }
            return (System.nanoTime() - began) / 1e9;
        } finally {
            delete(target);
        }
    }

    /** What was written is gone, and with it what the kernel still had to write of it. */
    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    private static double rate(long bytes, double seconds) {
        return bytes / 1e6 / seconds;
    }

    private void note(String name, double value) {
        values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
        out.printf(Locale.ROOT, "  %-22s %8.2f%n", name, value);
    }

    private List<Figure> figures() {
        Map<String, Double> least = Map.of("weights-ratio", 0.9, "weights-slow-ratio", 6.0);
        Map<String, Double> most = Map.of("weights-rss", 150.0, "weights-slow-rss", 150.0);
        List<Figure> figures = new ArrayList<>();
        values.forEach((name, all) -> {
            Double goal = least.getOrDefault(name, most.get(name));
            String unit =
                    name.endsWith("ratio") ? "x" : name.endsWith("rss") ? "MB" : name.endsWith("cpu") ? "s" : "MB/s";
            figures.add(new Figure(
                    name,
                    unit,
                    all,
                    goal == null ? OptionalDouble.empty() : OptionalDouble.of(goal),
                    least.containsKey(name)));
        });
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
