package dev.yardmaster.gateway.feed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The gateway's own token: given once, or in a file that the server may write later and change. */
public final class TokenSource {
    private static final long LARGEST = 4096;

    private final Optional<String> given;
    private final Path file;

    public TokenSource(Optional<String> given, Path file) {
        this.given = given;
        this.file = file;
    }

    /** What the token is now; empty while there is none. */
    public Optional<String> read() {
        if (given.isPresent()) {
            return given;
        }
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                return Optional.empty();
            }
            return Optional.of(Files.readString(file).strip()).filter(TokenSource::canBeSent);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean canBeSent(String token) {
        return !token.isEmpty() && token.chars().allMatch(c -> c > ' ' && c < 0x7F);
    }

    String describe() {
        return given.isPresent() ? "YARD_GATEWAY_TOKEN" : file.toString();
    }
}
