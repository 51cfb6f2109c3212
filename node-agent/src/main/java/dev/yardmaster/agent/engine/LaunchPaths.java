package dev.yardmaster.agent.engine;

import dev.yardmaster.contract.deployment.InstanceReason;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks of paths that came from outside. */
final class LaunchPaths {
    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*");
    private static final Set<String> RESERVED = Set.of("log", "log.1", "log.position");

    private LaunchPaths() {}

    /** A path of a launch file, which stays below the instance's directory and apart from its log. */
    static Path file(String path) throws LaunchProblem {
        try {
            Path relative = Path.of(path);
            if (FILE.matcher(path).matches()
                    && !relative.isAbsolute()
                    && relative.normalize().equals(relative)
                    && !path.startsWith("..")
                    && !RESERVED.contains(relative.getName(0).toString())) {
                return relative;
            }
        } catch (InvalidPathException e) {
            throw refused(path);
        }
        throw refused(path);
    }

    private static LaunchProblem refused(String path) {
        return new LaunchProblem(
                InstanceReason.ARGUMENT_REFUSED,
                "The launch file '" + path.replaceAll("\\p{Cntrl}", "?")
                        + "' is not a path below the instance's directory: letters, digits, '.', '_' and '-', parted by '/'.");
    }

    /** A directory of the store, where every link was followed. */
    static Path inStore(Path store, Path directory) throws LaunchProblem {
        try {
            if (directory.toRealPath().startsWith(store.toRealPath())) {
                return directory;
            }
        } catch (IOException e) {
            throw new LaunchProblem(
                    InstanceReason.WEIGHTS_UNAVAILABLE, "'" + directory + "' cannot be read: " + e.getMessage());
        }
        throw new LaunchProblem(
                InstanceReason.ARGUMENT_REFUSED, "'" + directory + "' is outside of the node's weight store.");
    }
}
