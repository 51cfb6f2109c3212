package dev.yardmaster.cli.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The PostgreSQL that a server started below its home. It outlives a server that is killed. */
final class EmbeddedDatabase {
    private final Path directory;

    EmbeddedDatabase(Path home) {
        this.directory = home.resolve("server");
    }

    /** Asks it to end and gives it a moment; a process id that by now belongs to some other program is left alone. */
    void end() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "pgdata*")) {
            for (Path data : files) {
                postmaster(data.resolve("postmaster.pid")).ifPresent(EmbeddedDatabase::end);
            }
        } catch (IOException e) {
            // No such directory: the server made no database.
        }
    }

    private static void end(ProcessHandle postmaster) {
        postmaster.destroy();
        postmaster.onExit().completeOnTimeout(postmaster, 5, TimeUnit.SECONDS).join();
    }

    private Optional<ProcessHandle> postmaster(Path file) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        return Files.readAllLines(file).stream()
                .findFirst()
                .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.strip())))
                .filter(p -> p.info()
                        .command()
                        .filter(c -> c.startsWith(directory.toString()))
                        .isPresent());
    }
}
