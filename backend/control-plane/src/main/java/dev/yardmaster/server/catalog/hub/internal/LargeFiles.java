package dev.yardmaster.server.catalog.hub.internal;

import java.util.Locale;
import java.util.Set;

/** Which files are kept beside git: as on huggingface.co, weights by their suffix, and whatever is big. */
final class LargeFiles {
    /** From this size on a file is large, whatever it is called. */
    static final long THRESHOLD = 10_000_000;

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

    static boolean isLarge(String path, long size) {
        String suffix = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return size >= THRESHOLD || SUFFIXES.contains(suffix);
    }
}
