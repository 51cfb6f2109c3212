package dev.yardmaster.standins.engine;

import dev.yardmaster.standins.cli.Ended;
import dev.yardmaster.standins.host.Host;
import dev.yardmaster.standins.host.ModelFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Triton's model repository, for models of its vLLM backend: {@code NAME/config.pbtxt} and {@code NAME/1/model.json}. */
final class TritonRepository {
    private static final Pattern BACKEND = Pattern.compile("backend\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern NAME = Pattern.compile("(?m)^\\s*name\\s*:\\s*\"([^\"]+)\"");

    private final Host host;
    private final Path directory;
    private final Map<String, Entry> loaded = new TreeMap<>();

    /** A model that is served. */
    record Entry(String name, ModelFiles files, int context, boolean customMetrics, Map<String, String> adapters) {}

    TritonRepository(Host host, String directory) {
        this.host = host;
        this.directory = Path.of(directory);
        if (!Files.isDirectory(this.directory)) {
            throw failed("failed to stat file " + directory);
        }
    }

    List<String> names() {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(Files::isDirectory)
                    .map(p -> String.valueOf(p.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, Entry> loaded() {
        return Map.copyOf(loaded);
    }

    void unload(String name) {
        loaded.remove(name);
    }

    /** @return why it could not be loaded */
    Optional<String> load(String name) {
        try {
            Path config = directory.resolve(name).resolve("config.pbtxt");
            String text = Files.isRegularFile(config) ? Files.readString(config) : "";
            Matcher backend = BACKEND.matcher(text);
            if (!backend.find()) {
                return Optional.of("Invalid argument: unexpected platform type '' for " + name);
            }
            if (!backend.group(1).equals("vllm")) {
                return Optional.of("Not found: unable to find backend library for backend '" + backend.group(1) + "'");
            }
            Matcher said = NAME.matcher(text);
            if (said.find() && !said.group(1).equals(name)) {
                return Optional.of("Invalid argument: model configuration name '" + said.group(1)
                        + "' does not match the directory '" + name + "'");
            }
            return vllm(name, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> vllm(String name, String text) {
        Path version = directory.resolve(name).resolve("1");
        Optional<JsonNode> arguments = ModelFiles.json(version.resolve("model.json"));
        if (arguments.isEmpty()) {
            return Optional.of(
                    "Internal: FileNotFoundError: 'model.json' containing vllm engine args must be provided in '"
                            + version + "'");
        }
        Optional<String> strange = strange(arguments.get());
        if (strange.isPresent()) {
            return strange;
        }
        ModelFiles files = new ModelFiles(Path.of(arguments.get().path("model").asString("")));
        Optional<JsonNode> config = files.config();
        if (config.isEmpty() || files.files(".safetensors").isEmpty()) {
            return Optional.of("Internal: OSError: " + files.path() + " has no config.json and weights");
        }
        int world = arguments.get().path("tensor_parallel_size").asInt(1)
                * arguments.get().path("pipeline_parallel_size").asInt(1);
        if (world > host.devices().visible(host.environment()).size()) {
            return Optional.of("Internal: ValueError: World size (" + world
                    + ") is larger than the number of available GPUs in this node.");
        }
        Map<String, String> adapters = new TreeMap<>();
        ModelFiles.json(version.resolve("multi_lora.json"))
                .ifPresent(l -> l.properties()
                        .forEach(e -> adapters.put(e.getKey(), e.getValue().asString(""))));
        int context = arguments
                .get()
                .path("max_model_len")
                .asInt(config.get().path("max_position_embeddings").asInt(2048));
        loaded.put(name, new Entry(name, files, context, text.contains("REPORT_CUSTOM_METRICS"), adapters));
        return Optional.empty();
    }

    /** The names of vLLM's own options, spelt with underscores. */
    private static Optional<String> strange(JsonNode arguments) {
        Set<String> known = new TreeSet<>();
        dev.yardmaster.standins.cli.Flags.resource("flags/vllm.txt")
                .lines()
                .forEach(row -> Stream.of(row.split(" "))
                        .filter(w -> w.startsWith("--"))
                        .forEach(w -> known.add(w.substring(2).replace('-', '_'))));
        Set<String> strange = new TreeSet<>(arguments.propertyNames());
        strange.removeAll(known);
        return strange.isEmpty()
                ? Optional.empty()
                : Optional.of("Internal: TypeError: AsyncEngineArgs.__init__() got an unexpected keyword argument '"
                        + strange.iterator().next() + "'");
    }

    void loadAll(List<String> wanted) {
        List<String> failures = new ArrayList<>();
        for (String name : wanted) {
            load(name).ifPresent(why -> failures.add("failed to load '" + name + "' version 1: " + why));
        }
        if (!failures.isEmpty()) {
            throw new Ended(
                    1,
                    "E1124 12:00:00.000000 1 model_lifecycle.cc:654] \"" + String.join("\n", failures)
                            + "\"\nerror: creating server: Internal - failed to load all models");
        }
    }

    static Ended failed(String sentence) {
        return new Ended(1, "error: creating server: Internal - " + sentence);
    }
}
