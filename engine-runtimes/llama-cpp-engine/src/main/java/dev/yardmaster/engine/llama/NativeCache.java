package dev.yardmaster.engine.llama;

import dev.yardmaster.engine.failure.ExitCode;
import dev.yardmaster.engine.failure.StartFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Unpacks the native library to a file named by its content. A file appears whole or not at all, is checked
 * before each use, and is replaced when it is damaged.
 */
final class NativeCache {
    private final Path directory;

    NativeCache(Path directory) {
        this.directory = directory;
    }

    /** The verified library; falls back to a private temporary directory where the cache cannot be written. */
    Path library(NativePlatform platform) {
        try {
            return unpack(platform, directory);
        } catch (IOException notWritable) {
            return temporary(platform, notWritable);
        }
    }

    private Path temporary(NativePlatform platform, IOException reason) {
        try {
            Path fallback = Files.createTempDirectory("yard-engine-native");
            System.err.println("native library cache %s cannot be used (%s); unpacking to %s"
                    .formatted(directory, StartFailure.describe(reason), fallback));
            Path library = unpack(platform, fallback);
            library.toFile().deleteOnExit();
            return library;
        } catch (IOException nowhere) {
            throw new StartFailure(
                    ExitCode.CANNOT_CREATE,
                    "the native library cannot be unpacked to %s nor to a temporary directory: %s"
                            .formatted(directory, StartFailure.describe(nowhere)),
                    nowhere);
        }
    }

    private static Path unpack(NativePlatform platform, Path directory) throws IOException {
        Path target = directory.resolve(platform.sha256()).resolve(platform.fileName());
        if (Files.isRegularFile(target) && digest(target).equals(platform.sha256())) {
            return target;
        }
        byte[] content = resource(platform);
        Files.createDirectories(target.getParent());
        Path part = Files.createTempFile(target.getParent(), platform.fileName(), ".part");
        try {
            Files.write(part, content);
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        return target;
    }

    private static byte[] resource(NativePlatform platform) throws IOException {
        try (InputStream stream = NativeCache.class.getClassLoader().getResourceAsStream(platform.resource())) {
            if (stream == null) {
                throw new StartFailure(
                        ExitCode.UNSUPPORTED_HOST,
                        "%s is not on the class path; lib/llama-*.jar belongs beside the engine's jar"
                                .formatted(platform.resource()));
            }
            byte[] content = stream.readAllBytes();
            String found = HexFormat.of().formatHex(sha256().digest(content));
            if (!found.equals(platform.sha256())) {
                throw new StartFailure(
                        ExitCode.UNSUPPORTED_HOST,
                        "%s has SHA-256 %s, not %s: it is not the library this engine was made for"
                                .formatted(platform.resource(), found, platform.sha256()));
            }
            return content;
        }
    }

    private static String digest(Path file) throws IOException {
        MessageDigest digest = sha256();
        var buffer = new byte[1 << 16];
        try (InputStream content = Files.newInputStream(file)) {
            for (int length = content.read(buffer); length >= 0; length = content.read(buffer)) {
                digest.update(buffer, 0, length);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
