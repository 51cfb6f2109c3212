package dev.yardmaster.agent;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * A process that behaves like an engine, or misbehaves as it is told: {@code --slow} (loads until told otherwise),
 * {@code --loading} (refuses connections and draws its progress meanwhile), {@code --exit CODE} (while loading),
 * {@code --sizes} (says what it took), {@code --kernels VARIABLE} (compiles into the directory that it names, unless there
 * is something), {@code --oom}, {@code --ignore-term}, {@code --child}, {@code --group-port PORT} with {@code --rank N}. Files in its
 * directory steer it: {@code loaded} ends slow loading, {@code running} holds the number of requests, {@code sick} makes
 * its probe fail, {@code deaf} makes it answer its probe and nothing else.
 */
public final class FakeEngine {
    private final List<String> arguments;

    private FakeEngine(List<String> arguments) {
        this.arguments = arguments;
    }

    public static void main(String[] arguments) throws Exception {
        new FakeEngine(List.of(arguments)).run();
    }

    private void run() throws Exception {
        System.out.println("starting with key of "
                + System.getenv().getOrDefault("ENGINE_KEY", "").length());
        if (arguments.contains("--ignore-term")) {
            Runtime.getRuntime().addShutdownHook(new Thread(FakeEngine::forever));
        }
        if (arguments.contains("--child")) {
            new ProcessBuilder("sleep", "600").start();
        }
        if (arguments.contains("--oom")) {
            System.err.println("torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB.");
            System.err.println("[rank0] shutting down");
            System.exit(1);
        }
        if (arguments.contains("--group-port")) {
            FakeGroup.join(value("--rank", "0"), Integer.parseInt(value("--group-port", "0")));
        }
        if (!value("--rank", "0").equals("0")) {
            forever();
        }
        kernels();
        load();
        if (arguments.contains("--sizes")) {
            System.out.println("took 2.5 GiB");
            System.out.println("room for 123,456 tokens");
            System.out.println("graphs of 0.5 GiB");
        }
        boolean slow = arguments.contains("--slow");
        HttpServer server = bind();
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/health", e -> {
            boolean loading = slow && !Files.exists(Path.of("loaded"));
            boolean sick = Files.exists(Path.of("sick"));
            e.sendResponseHeaders(loading ? 503 : sick ? 500 : 200, -1);
            e.close();
        });
        FakeApi.serve(server);
        server.start();
        if (arguments.contains("--exit")) {
            System.err.println("this host lacks avx2");
            System.exit(Integer.parseInt(value("--exit", "1")));
        }
        forever();
    }

    private void kernels() throws IOException {
        if (arguments.contains("--kernels")) {
            String directory = System.getenv(value("--kernels", ""));
            Path kernel = Path.of(directory == null ? "nowhere" : directory, "sm90", "attention.so");
            if (Files.exists(kernel)) {
                System.out.println("kernel cache hit: " + Files.readString(kernel));
            } else {
                Files.writeString(Files.createDirectories(kernel.getParent()).resolve("attention.so"), "compiled");
                System.out.println("kernel cache miss");
            }
        }
    }

    private static void forever() {
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpServer bind() throws IOException {
        try {
            return HttpServer.create(
                    new InetSocketAddress(value("--host", "127.0.0.1"), Integer.parseInt(value("--port", "0"))), 16);
        } catch (BindException e) {
            System.err.println("port taken");
            System.exit(73);
            throw e;
        }
    }

    /** As loaders draw it: over and over in one line. */
    private void load() throws InterruptedException {
        if (arguments.contains("--loading")) {
            System.out.print("Loading shards:  33% Completed | 1/3\r");
            System.out.flush();
            while (!Files.exists(Path.of("loaded"))) {
                Thread.sleep(10);
            }
            System.out.print("Loading shards: 100% Completed | 3/3\n");
            System.out.println("Capturing graphs");
        }
    }

    private String value(String name, String otherwise) {
        int at = arguments.indexOf(name);
        return at < 0 ? otherwise : arguments.get(at + 1);
    }

    /** Arguments with which {@code java} becomes this engine. */
    public static List<String> command(String... behaviour) {
        String classes = Path.of("target", "test-classes").toAbsolutePath().toString();
        return java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                classes,
                                FakeEngine.class.getName(),
                                "--host",
                                "{{host}}",
                                "--port",
                                "{{port}}"),
                        Arrays.stream(behaviour))
                .toList();
    }
}
