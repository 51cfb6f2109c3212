package dev.yardmaster.cli.demo;

import dev.yardmaster.cli.access.SecretFile;
import dev.yardmaster.cli.process.SiteKeys;
import dev.yardmaster.cli.process.SiteSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/**
 * The UI's password on a first start. The demo chooses it, because what the server prints goes to a log file here, and
 * a password has no place there. It stays in a file for its owner only.
 */
final class AdminPassword {
    private static final int RANDOM_BYTES = 12;

    private final SiteSettings settings;

    AdminPassword(SiteSettings settings) {
        this.settings = settings;
    }

    Path file() {
        return settings.secret("admin.password");
    }

    /** What the server is to be told; nothing once it has an administrator, or where the user chose a password. */
    Map<String, String> forServer() {
        if (!System.getenv().getOrDefault("YARD_ADMIN_PASSWORD", "").isBlank()) {
            return Map.of();
        }
        if (!Files.exists(settings.home().resolve("server"))) {
            byte[] random = new byte[RANDOM_BYTES];
            new SecureRandom().nextBytes(random);
            SecretFile.write(file(), Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        }
        return Files.exists(file()) ? Map.of("YARD_ADMIN_PASSWORD", SiteKeys.read(file())) : Map.of();
    }
}
