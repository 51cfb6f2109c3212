package dev.yardmaster.agent.link;

import dev.yardmaster.agent.platform.AgentLog;
import dev.yardmaster.agent.platform.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The credential on disk: mode 0600, replaced atomically. Plain lines, because it is read before anything else is up. */
final class CredentialFile {
    private static final AgentLog LOG = new AgentLog("link");

    private final Path file;

    CredentialFile(Path file) {
        this.file = file;
    }

    Optional<NodeCredential> read() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Map<String, String> values = new HashMap<>();
            for (String line : Files.readAllLines(file)) {
                String[] parts = line.split("=", 2);
                values.put(parts[0], parts.length == 2 ? parts[1] : "");
            }
            return Optional.of(new NodeCredential(
                    value(values, "node"),
                    value(values, "credential"),
                    Duration.parse(value(values, "lease-every")),
                    Duration.parse(value(values, "rotate-every")),
                    Instant.parse(value(values, "issued-at")),
                    values.getOrDefault("used-token", "")));
        } catch (IOException | DateTimeParseException | IllegalArgumentException e) {
            LOG.error(file + " cannot be used, the node must join anew: " + e.getMessage());
            return Optional.empty();
        }
    }

    void write(NodeCredential c) throws IOException {
        DurableFiles.replace(
                file,
                String.join(
                        "\n",
                        "node=" + c.nodeName(),
                        "credential=" + c.credential(),
                        "lease-every=" + c.leaseEvery(),
                        "rotate-every=" + c.rotateEvery(),
                        "issued-at=" + c.issuedAt(),
                        "used-token=" + c.usedToken(),
                        ""));
    }

    private static String value(Map<String, String> values, String key) {
        String value = values.getOrDefault(key, "");
        if (value.isEmpty()) {
            throw new IllegalArgumentException("'" + key + "' is missing");
        }
        return value;
    }
}
