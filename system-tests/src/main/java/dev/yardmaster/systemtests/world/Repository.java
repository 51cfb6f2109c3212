package dev.yardmaster.systemtests.world;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The source tree that this runs in. */
public final class Repository {
    private Repository() {}

    /** {@code YARD_ROOT}, else the first directory upwards that has the launcher. */
    public static Path root() {
        return Optional.ofNullable(System.getenv("YARD_ROOT")).map(Path::of).orElseGet(Repository::upwards);
    }

    public static Path demoModels() {
        return root().resolve("engine-runtimes/demo-models");
    }

    /** Where worlds keep their homes: below target, so that logs outlive a failed test. */
    public static Path worlds() {
        return root().resolve("system-tests/target/worlds");
    }

    private static Path upwards() {
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("yard")) && Files.isRegularFile(at.resolve("pom.xml"))) {
                return at;
            }
        }
        throw new IllegalStateException("not inside Yardmaster's source tree; set YARD_ROOT");
    }
}
