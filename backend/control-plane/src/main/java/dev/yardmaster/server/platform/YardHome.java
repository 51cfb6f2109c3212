package dev.yardmaster.server.platform;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the server keeps its files.
 *
 * @param home {@code YARD_HOME}
 */
@ConfigurationProperties("yard")
public record YardHome(Path home) {

    public YardHome {
        home = home.toAbsolutePath().normalize();
    }

    /** Data of the server: database, hub. Made when missing. */
    public Path server() {
        return directory("server");
    }

    /** Tokens and keys; only the owner may look inside. Made when missing. */
    public Path secrets() {
        return directory("secrets");
    }

    private Path directory(String name) {
        Path directory = home.resolve(name);
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(home);
                if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                    Files.createDirectory(
                            directory,
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                } else {
                    Files.createDirectory(directory);
                }
            }
            return directory;
        } catch (java.nio.file.FileAlreadyExistsException raced) {
            return directory;
        } catch (IOException e) {
            throw new StartFailure(
                    "Cannot make the directory " + directory + " (" + e.getMessage()
                            + "); point YARD_HOME at a writable one.",
                    e);
        }
    }
}
