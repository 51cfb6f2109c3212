package dev.yardmaster.server.catalog.hub.internal;

import dev.yardmaster.server.catalog.hub.store.CommitRows;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Which files are kept beside git: as on huggingface.co, weights by their suffix, and whatever is big. */
public final class LargeFiles {
    /** From this size on a file is large, whatever it is called. */
    public static final long THRESHOLD = 10_000_000;

    private static final Set<String> SUFFIXES = Set.of(
            "7z",
            "arrow",
            "bin",
            "bz2",
            "ckpt",
            "ftz",
            "gguf",
            "gz",
            "h5",
            "joblib",
            "mlmodel",
            "model",
            "msgpack",
            "npy",
            "npz",
            "onnx",
            "ot",
            "parquet",
            "pb",
            "pickle",
            "pkl",
            "pt",
            "pth",
            "rar",
            "safetensors",
            "tar",
            "tflite",
            "tgz",
            "wasm",
            "xz",
            "zip",
            "zst");

    private LargeFiles() {}

    /** The same as git is told it in a repository's {@code .gitattributes}. */
    static String attributes() {
        return SUFFIXES.stream()
                .sorted()
                .map(s -> "*." + s + " filter=lfs diff=lfs merge=lfs -text\n")
                .collect(Collectors.joining());
    }

    static boolean isLarge(CommitRows.File file) {
        return file.large().orElseGet(() -> isLarge(file.path(), file.size()));
    }

    public static boolean isLarge(String path, long size) {
        String suffix = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return size >= THRESHOLD || SUFFIXES.contains(suffix);
    }
}
