package dev.yardmaster.standins.bin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.yardmaster.standins.Main;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * A directory of programs for an agent's PATH: engines and the vendor's tools for one machine. Where an engine's own
 * program is on this process' PATH and real ones were asked for, that one is used.
 */
public final class StandIns {
    public static final List<String> ENGINES = List.of(
            "vllm",
            "sglang",
            "trtllm-serve",
            "tritonserver",
            "openai_frontend",
            "text-generation-launcher",
            "mindie_llm_server",
            "lmdeploy",
            "llama-server",
            "ollama");

    private final Path home;

    private StandIns(Path home) {
        this.home = home;
    }

    /** Stand-ins for all engines. */
    public static StandIns in(Path home, Machine machine) {
        return in(home, machine, false);
    }

    public static StandIns in(Path home, Machine machine, boolean preferReal) {
        return in(home, machine, preferReal, ENGINES);
    }

    /** A machine that has only these engines. */
    public static StandIns in(Path home, Machine machine, boolean preferReal, List<String> engines) {
        StandIns made = new StandIns(home.toAbsolutePath());
        try {
            Files.createDirectories(made.bin());
            Files.createDirectories(made.home.resolve("orders"));
            Files.write(made.home.resolve("devices.tsv"), machine.rows());
            for (String engine : engines) {
                Optional<Path> real = preferReal ? found(engine) : Optional.empty();
                if (real.isPresent()) {
                    Files.createSymbolicLink(made.bin().resolve(engine), real.get());
                } else {
                    made.script(engine, made.engine(engine));
                }
            }
            for (Map.Entry<String, String> tool : VendorTools.of(machine).entrySet()) {
                made.script(tool.getKey(), tool.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return made;
    }

    /** To be put before all others on a PATH. */
    public Path bin() {
        return home.resolve("bin");
    }

    /** Before the PATH of this process. */
    public String path() {
        return bin() + ":" + System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    }

    /** The program is a stand-in, and not a real one that was found. */
    public boolean standsIn(String program) {
        return !Files.isSymbolicLink(bin().resolve(program));
    }

    /** Tells a program what to do wrong, see {@link dev.yardmaster.standins.host.Orders}; replaces what it was told before. */
    public void order(String program, Map<String, String> orders) {
        Properties properties = new Properties();
        properties.putAll(orders);
        Path file = home.resolve("orders").resolve(program + ".properties");
        Path fresh = file.resolveSibling(program + ".fresh");
        try (var out = Files.newBufferedWriter(fresh)) {
            properties.store(out, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All is well again. */
    public void well(String program) {
        order(program, Map.of());
    }

    /** What a program that was told to die says last; it runs in this process and not on its own. */
    public String lastWords(List<String> command, Map<String, String> environment, Map<String, String> orders) {
        order(command.getFirst(), orders);
        return Main.lastWords(home, command, environment);
    }

    private static Optional<Path> found(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .filter(p -> !p.isEmpty())
                .map(p -> Path.of(p, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private String engine(String program) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return """
                #!/bin/sh
                exec "%s" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xms16m -Xmx128m -Xshare:auto -cp "%s" %s "%s" %s "$@"
                """.formatted(java, classPath(), Main.class.getName(), home, program);
    }

    private static String classPath() {
        Set<String> places = Stream.of(
                        Main.class, JsonMapper.class, TokenStreamFactory.class, JsonProperty.class, Load.class)
                .map(StandIns::place)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return String.join(":", places);
    }

    private static String place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void script(String name, String text) throws IOException {
        Path file = bin().resolve(name);
        Files.writeString(file, text);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made executable");
        }
    }
}
