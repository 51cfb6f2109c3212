package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.ModelFormat;
import java.util.List;
import java.util.Locale;

/** How a model's weights are stored, told by its files' names. */
final class Formats {
    private Formats() {}

    /** Where there are both, GGUF: it needs nothing beside it. */
    static ModelFormat of(List<ModelFile> files) {
        if (has(files, ".gguf")) {
            return ModelFormat.GGUF;
        }
        return has(files, ".safetensors") ? ModelFormat.SAFETENSORS : ModelFormat.OTHER;
    }

    private static boolean has(List<ModelFile> files, String suffix) {
        return files.stream().anyMatch(f -> f.path().toLowerCase(Locale.ROOT).endsWith(suffix));
    }
}
