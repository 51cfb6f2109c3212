package dev.yardmaster.agent.weights;

import dev.yardmaster.agent.weights.store.Manifest;
import dev.yardmaster.agent.weights.store.Manifest.StoredFile;
import java.util.List;
import java.util.Locale;

/** The file that an engine which takes one file is given. */
final class FirstWeights {
    private static final List<String> WEIGHTS = List.of(".gguf", ".safetensors");

    private FirstWeights() {}

    static String of(Manifest manifest) {
        return WEIGHTS.stream()
                .flatMap(ending -> manifest.files().stream()
                        .map(StoredFile::path)
                        .filter(path -> path.toLowerCase(Locale.ROOT).endsWith(ending))
                        .sorted())
                .findFirst()
                .orElseGet(() -> manifest.files().isEmpty()
                        ? ""
                        : manifest.files().getFirst().path());
    }
}
