package dev.yardmaster.agent.engine;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Programs found on PATH, by their bare names. */
public final class Programs {
    private final List<Path> path;

    public Programs(String path) {
        this.path = Arrays.stream(path.split(java.io.File.pathSeparator))
                .filter(p -> !p.isEmpty())
                .map(Path::of)
                .toList();
    }

    /** Empty for a name that is not bare, whatever it would lead to. */
    public Optional<Path> find(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._+-]{0,63}")) {
            return Optional.empty();
        }
        return path.stream()
                .map(p -> p.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
