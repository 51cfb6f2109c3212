package dev.yardmaster.standins.engine;

import dev.yardmaster.standins.host.Host;
import dev.yardmaster.standins.host.ModelFiles;
import dev.yardmaster.standins.serve.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Ollama's models on disk: manifests by name, and blobs by digest. */
final class OllamaStore {
    private static final String MODEL = "application/vnd.ollama.image.model";
    static final String ADAPTER = "application/vnd.ollama.image.adapter";
    private static final Pattern DIGEST = Pattern.compile("sha256[:-][0-9a-f]{64}");

    private final Path directory;

    OllamaStore(Host host) {
        directory = Path.of(host.variable("OLLAMA_MODELS", host.variable("HOME", "/root") + "/.ollama/models"));
        try {
            Files.createDirectories(directory.resolve("blobs"));
            Files.createDirectories(directory.resolve("manifests"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }

    Path blob(String digest) {
        return directory.resolve("blobs").resolve(digest.replace(':', '-'));
    }

    private Path manifest(String name) {
        String[] both = name.split(":", 2);
        String path = both[0].contains("/") ? both[0] : "library/" + both[0];
        return directory
                .resolve("manifests/registry.ollama.ai")
                .resolve(path)
                .resolve(both.length < 2 ? "latest" : both[1]);
    }

    boolean has(String name) {
        return layer(name, MODEL).isPresent();
    }

    /** The blob of the first layer of that kind. */
    Optional<Path> layer(String name, String kind) {
        return ModelFiles.json(manifest(name))
                .flatMap(m -> StreamSupport.stream(m.path("layers").spliterator(), false)
                        .filter(l -> l.path("mediaType").asString("").equals(kind))
                        .map(l -> blob(l.path("digest").asString("")))
                        .filter(Files::isRegularFile)
                        .findFirst());
    }

    Optional<Path> weights(String name) {
        return layer(name, MODEL);
    }

    void create(String name, String digest, Optional<String> adapter) throws IOException {
        Path file = manifest(name);
        Files.createDirectories(file.getParent());
        Object model = Json.of("mediaType", MODEL, "digest", digest, "size", Files.size(blob(digest)));
        List<Object> layers = adapter.<List<Object>>map(a -> List.of(model, Json.of("mediaType", ADAPTER, "digest", a)))
                .orElseGet(() -> List.of(model));
        Files.writeString(
                file,
                Json.text(Json.of(
                        "schemaVersion",
                        2,
                        "mediaType",
                        "application/vnd.docker.distribution.manifest.v2+json",
                        "layers",
                        layers)));
    }

    List<String> names() {
        Path root = directory.resolve("manifests/registry.ollama.ai");
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(root::relativize)
                    .map(p -> p.getParent() + ":" + p.getFileName())
                    .map(n -> n.startsWith("library/") ? n.substring(8) : n)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Optional<String> text(JsonNode node, String... names) {
        return Stream.of(names)
                .map(n -> node.path(n).asString(""))
                .filter(t -> !t.isEmpty())
                .findFirst();
    }
}
