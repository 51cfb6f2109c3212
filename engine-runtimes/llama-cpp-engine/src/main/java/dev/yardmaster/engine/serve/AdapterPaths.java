package dev.yardmaster.engine.serve;

import dev.yardmaster.engine.api.ApiError;
import dev.yardmaster.engine.api.ApiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Which files may be loaded as adapters at run time: those under the given directories, symbolic links resolved. */
final class AdapterPaths {
    private final List<Path> roots;

    /** A relative path in a request is relative to the first root. */
    AdapterPaths(List<Path> roots) {
        this.roots = roots.stream().map(AdapterPaths::real).toList();
    }

    /** The file of a path from a request; for a directory the one GGUF file in it. */
    Path resolve(String path) {
        Path asked = parse(path);
        if (roots.stream().noneMatch(asked::startsWith) && roots.stream().noneMatch(real(asked)::startsWith)) {
            throw outside(path);
        }
        if (!Files.exists(asked)) {
            throw new ApiException(ApiError.notFound("'lora_path': there is no file '%s'.".formatted(path)));
        }
        Path found = real(asked);
        if (roots.stream().noneMatch(found::startsWith)) {
            throw outside(path);
        }
        return Files.isDirectory(found) ? real(onlyGguf(found, path)) : found;
    }

    private Path parse(String path) {
        try {
            return roots.getFirst().resolve(path).normalize();
        } catch (InvalidPathException invalid) {
            throw new ApiException(ApiError.invalid("invalid_value", "lora_path", "'lora_path' is not a path."));
        }
    }

    private static Path onlyGguf(Path directory, String path) {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> file.toString().endsWith(".gguf")).forEach(found::add);
        } catch (IOException unreadable) {
            throw new ApiException(ApiError.invalid(
                    "invalid_value", "lora_path", "'lora_path': directory '%s' cannot be read.".formatted(path)));
        }
        if (found.size() != 1) {
            throw new ApiException(ApiError.invalid(
                    "invalid_value",
                    "lora_path",
                    "'lora_path': directory '%s' holds %d GGUF files, not one.".formatted(path, found.size())));
        }
        return found.getFirst();
    }

    private static ApiException outside(String path) {
        return new ApiException(ApiError.invalid(
                "path_not_allowed",
                "lora_path",
                "'lora_path': '%s' is neither in the model's directory nor under a --lora-root.".formatted(path)));
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException absent) {
            return path.toAbsolutePath().normalize();
        }
    }
}
