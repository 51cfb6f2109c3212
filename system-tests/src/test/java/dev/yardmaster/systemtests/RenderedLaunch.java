package dev.yardmaster.systemtests;

import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.agent.Launch;
import dev.yardmaster.contract.engine.LaunchFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A launch with everything filled in that an agent fills in, and its files written. */
record RenderedLaunch(
        Launch launch, List<String> command, Map<String, String> environment, Map<String, String> values, int devices) {
    static final String KEY = "engine-key-of-a-test";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([a-z.]+)}}");

    /** @param model as the runtime wants it: {@code model.directory} and {@code model.file} are taken from here */
    static RenderedLaunch of(Launch launch, Path model, Path weights, Path instance, int devices) {
        Map<String, String> values = new TreeMap<>(Map.of(
                "host", "127.0.0.1",
                "port", freePort(),
                "model.directory", model.toString(),
                "model.file", weights.toString(),
                "weights.directory", model.resolve("..").normalize().toString(),
                "instance.directory", instance.toString(),
                "node.address", "127.0.0.1",
                "devices.count", String.valueOf(devices),
                "devices.indexes", String.join(",", indexes(devices)),
                "engine.key", KEY));
        launch.ports().forEach(p -> values.put("port." + p, freePort()));
        launch.files()
                .forEach(f -> values.put(
                        "file." + f.name(), instance.resolve(f.path()).toString()));
        RenderedLaunch rendered = new RenderedLaunch(launch, new ArrayList<>(), new HashMap<>(), values, devices);
        launch.files().forEach(f -> rendered.write(instance, f));
        rendered.command.addAll(rendered.program());
        launch.arguments().forEach(a -> rendered.command.add(rendered.fill(a)));
        launch.environment().forEach((k, v) -> rendered.environment.put(k, rendered.fill(v)));
        launch.caches()
                .forEach(c -> rendered.environment.put(
                        c.variable(), instance.resolve(c.name()).toString()));
        if (!launch.keyVariable().isEmpty()) {
            rendered.environment.put(launch.keyVariable(), KEY);
        }
        return rendered;
    }

    String base() {
        return "http://127.0.0.1:" + values.get("port");
    }

    String base(String port) {
        return "http://127.0.0.1:" + values.get(port.equals("http") ? "port" : "port." + port);
    }

    String fill(String text) {
        Matcher found = PLACEHOLDER.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (found.find()) {
            String value = values.get(found.group(1));
            if (value == null) {
                throw new IllegalStateException("nobody knows " + found.group() + " in " + text);
            }
            found.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return found.appendTail(filled).toString();
    }

    private List<String> program() {
        for (EngineExecutable executable : launch.executables()) {
            if (executable instanceof EngineExecutable.OnPath(String name, List<String> leading)) {
                List<String> words = new ArrayList<>(List.of(name));
                words.addAll(leading);
                return words;
            }
        }
        return List.of("openai_frontend");
    }

    private void write(Path instance, LaunchFile file) {
        Path path = instance.resolve(file.path());
        try {
            Files.createDirectories(path.resolve("..").normalize());
            if (file.link()) {
                Files.createSymbolicLink(path, Path.of(fill(file.text())));
            } else {
                Files.writeString(path, fill(file.text()));
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> indexes(int devices) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < devices; i++) {
            all.add(String.valueOf(i));
        }
        return all;
    }

    private static String freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return String.valueOf(socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
