package dev.yardmaster.engine.cli;

import static dev.yardmaster.engine.cli.Options.bad;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the command line and the environment into {@link Settings}, or refuses with one line. */
public final class CommandLine {
    public static final String USAGE = """
            Usage: java -jar llama-cpp-engine.jar --model FILE [flags]
              --model FILE         GGUF file to serve (required)
              --alias NAME         model name in requests (default: the file's name without .gguf)
              --host H             address to listen on (default 127.0.0.1)
              --port P             port to listen on; 0 takes a free one (default 8081)
              --ctx-size N         tokens of context of one sequence (default: the model's, at most 4096)
              --parallel N         sequences decoded together (default 8)
              --threads N          threads of a decode call (default: 1 for models under 256 MB, else all cores)
              --queue N            requests that may wait for a sequence (default 64)
              --lora NAME=FILE     adapter to load at start; may be repeated
              --lora-root DIR      directory from which adapters may be loaded later; may be repeated
              --grace SECONDS      time that running requests have after a stop signal (default 30)
            Environment: YARD_ENGINE_API_KEY (bearer token that /v1 asks for), YARD_HOME (where native code is unpacked).
            """;

    /** A name that requests may carry; a colon would be ambiguous with {@code alias:adapter}. */
    public static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,127}");

    private static final Set<String> SINGLE = Set.of(
            "--model", "--alias", "--host", "--port", "--ctx-size", "--parallel", "--threads", "--queue", "--grace");
    private static final Set<String> REPEATABLE = Set.of("--lora", "--lora-root");

    private CommandLine() {}

    public static Settings parse(List<String> arguments, Map<String, String> environment) {
        Options options = Options.read(arguments, SINGLE, REPEATABLE);
        Path model = path("--model", options.required("--model"));
        return new Settings(
                model,
                name("--alias", options.text("--alias").orElseGet(() -> stem(model))),
                options.text("--host").orElse("127.0.0.1"),
                options.number("--port", 0, 65_535).orElse(8081),
                options.number("--ctx-size", 16, 1 << 24),
                options.number("--parallel", 1, 64).orElse(8),
                options.number("--threads", 1, 512),
                options.number("--queue", 0, 100_000).orElse(64),
                adapters(options.all("--lora")),
                options.all("--lora-root").stream()
                        .map(text -> path("--lora-root", text))
                        .toList(),
                Duration.ofSeconds(options.number("--grace", 0, 3600).orElse(30)),
                apiKey(environment),
                home(environment).resolve("engines").resolve("native"));
    }

    private static Optional<String> apiKey(Map<String, String> environment) {
        Optional<String> key = Optional.ofNullable(environment.get("YARD_ENGINE_API_KEY"));
        if (key.filter(text -> !text.matches("[\\x21-\\x7e]+")).isPresent()) {
            throw bad("YARD_ENGINE_API_KEY must be one or more visible ASCII characters");
        }
        return key;
    }

    private static Path home(Map<String, String> environment) {
        String home = environment.getOrDefault("YARD_HOME", "");
        return home.isBlank()
                ? Path.of(System.getProperty("user.home", "."), ".yardmaster")
                : path("YARD_HOME", home).toAbsolutePath();
    }

    private static List<Settings.NamedAdapter> adapters(List<String> flags) {
        var names = new HashSet<String>();
        return flags.stream()
                .map(CommandLine::adapter)
                .peek(adapter -> {
                    if (!names.add(adapter.name())) {
                        throw bad("--lora names '%s' twice".formatted(adapter.name()));
                    }
                })
                .toList();
    }

    private static Settings.NamedAdapter adapter(String flag) {
        int equals = flag.indexOf('=');
        if (equals < 0) {
            throw bad("--lora must be NAME=FILE, not '%s'".formatted(flag));
        }
        return new Settings.NamedAdapter(
                name("--lora", flag.substring(0, equals)), path("--lora", flag.substring(equals + 1)));
    }

    private static String name(String flag, String text) {
        if (!NAME.matcher(text).matches()) {
            throw bad("%s: '%s' is not a name; letters, digits and . _ - / are".formatted(flag, text));
        }
        return text;
    }

    private static String stem(Path model) {
        Path name = model.getFileName();
        String text = name == null ? "model" : name.toString();
        return text.endsWith(".gguf") ? text.substring(0, text.length() - 5) : text;
    }

    private static Path path(String flag, String text) {
        if (text.isEmpty()) {
            throw bad("%s needs a path".formatted(flag));
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException invalid) {
            throw bad("%s: '%s' is not a path".formatted(flag, text));
        }
    }
}
