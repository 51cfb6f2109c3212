package dev.yardmaster.agent.link;

import dev.yardmaster.agent.config.AgentConfig.JoinToken;
import dev.yardmaster.agent.platform.Digests;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One-time tokens that can still be tried: the one from the environment, then the one in the file. */
final class JoinTokens {
    private final JoinToken from;
    private final Set<String> spent = new HashSet<>();

    JoinTokens(JoinToken from) {
        this.from = from;
    }

    Optional<String> next() {
        return Stream.concat(from.given().stream(), inFile().stream())
                .filter(t -> !spent.contains(hash(t)))
                .findFirst();
    }

    /** This token is used up or refused; only its hash is remembered. */
    void spend(String tokenHash) {
        spent.add(tokenHash);
    }

    static String hash(String token) {
        return Digests.hex(token);
    }

    private Optional<String> inFile() {
        try {
            return Files.exists(from.file())
                    ? Optional.of(Files.readString(from.file()).strip()).filter(t -> !t.isEmpty())
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
