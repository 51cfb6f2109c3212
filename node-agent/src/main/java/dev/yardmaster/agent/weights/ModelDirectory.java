package dev.yardmaster.agent.weights;

import dev.yardmaster.agent.platform.DurableFiles;
import dev.yardmaster.agent.platform.Json;
import dev.yardmaster.agent.platform.SafeName;
import dev.yardmaster.contract.agent.AssignedModel;
import dev.yardmaster.contract.catalog.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * One model on disk. Files gather in {@code .staging/KEY/files}; once all are there, one rename makes {@code KEY}
 * appear. Its {@code complete.json} says that we made it and what it holds.
 */
final class ModelDirectory {
    static final String STAGING = ".staging";
    private static final String MANIFEST = "complete.json";
    private static final String FILES = "files";
    private static final List<String> WEIGHTS = List.of(".gguf", ".safetensors");

    private final Path root;
    private final String name;

    ModelDirectory(Path root, String key) {
        this.root = root;
        this.name = SafeName.of(key);
    }

    Path published() {
        return root.resolve(name);
    }

    Path staging() {
        return root.resolve(STAGING).resolve(name);
    }

    Path stagedFiles() {
        return staging().resolve(FILES);
    }

    /** What is complete here under this key, checked against the sizes that it was published with. */
    Optional<AssignedModel> held() {
        return manifest(published())
                .filter(m ->
                        m.files().stream().allMatch(f -> isThere(published().resolve(FILES), f)));
    }

    boolean isStaged(ModelFile file) {
        return isThere(stagedFiles(), file);
    }

    /** Bytes of one file that an earlier fetch left behind. */
    long staged(ModelFile file) {
        long complete = size(stagedFiles().resolve(file.path()));
        return Math.min(file.size(), Math.max(complete, size(stagedFiles().resolve(file.path() + ".partial"))));
    }

    void publish(AssignedModel model) throws IOException {
        DurableFiles.replace(staging().resolve(MANIFEST), Json.mapper().writeValueAsString(model));
        DurableFiles.syncDirectory(stagedFiles());
        remove();
        Files.move(staging(), published(), StandardCopyOption.ATOMIC_MOVE);
        DurableFiles.syncDirectory(root);
    }

    /** Removes what is published, if it is ours. */
    void remove() {
        if (isOurs(published())) {
            DurableFiles.deleteTree(published());
        }
    }

    ModelStatus.Held status(AssignedModel model) {
        Path files = published().resolve(FILES);
        return new ModelStatus.Held(files, files.resolve(firstWeights(model)));
    }

    static boolean isOurs(Path directory) {
        return manifest(directory).isPresent();
    }

    static Optional<AssignedModel> manifest(Path directory) {
        Path manifest = directory.resolve(MANIFEST);
        if (!Files.isRegularFile(manifest)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.mapper().readValue(Files.readString(manifest), AssignedModel.class));
        } catch (IOException | JacksonException e) {
            return Optional.empty();
        }
    }

    private static String firstWeights(AssignedModel model) {
        return WEIGHTS.stream()
                .flatMap(ending -> model.files().stream()
                        .map(ModelFile::path)
                        .filter(path -> path.toLowerCase(Locale.ROOT).endsWith(ending))
                        .sorted())
                .findFirst()
                .orElseGet(() ->
                        model.files().isEmpty() ? "" : model.files().getFirst().path());
    }

    private static boolean isThere(Path directory, ModelFile file) {
        Path path = directory.resolve(file.path()).normalize();
        return path.startsWith(directory) && Files.isRegularFile(path) && size(path) == file.size();
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
