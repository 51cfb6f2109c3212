package dev.yardmaster.cli.process;

import dev.yardmaster.cli.access.SecretFile;
import dev.yardmaster.cli.api.Api;
import dev.yardmaster.cli.api.Json;
import dev.yardmaster.cli.document.Listing;
import dev.yardmaster.contract.access.ApiKey;
import dev.yardmaster.contract.access.CreatedApiKey;
import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.contract.access.NewApiKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Keeps the key files of a site in step with the server: a key that the server does not know is made anew. */
public final class SiteKeys {
    private static final Duration JOIN_WITHIN = Duration.ofHours(1);

    private final Api api;
    private final SiteSettings settings;

    public SiteKeys(Api api, SiteSettings settings) {
        this.api = api;
        this.settings = settings;
    }

    /** A key of that scope in {@code secrets/FILE}. */
    public Path ensure(String file, KeyScope scope) {
        Path path = settings.secret(file);
        if (!isKnown(path)) {
            SecretFile.write(path, create(file.replace('.', '-'), scope, Optional.empty()));
        }
        return path;
    }

    /** A one-time token for the next agent of this site. */
    public Path joinToken() {
        Path path = settings.secret("join.token");
        SecretFile.write(path, create("join", KeyScope.NODE_JOIN, Optional.of(JOIN_WITHIN)));
        return path;
    }

    private boolean isKnown(Path file) {
        if (!Files.exists(file)) {
            return false;
        }
        List<ApiKey> keys = Listing.all(api, "api-keys", Map.of()).stream()
                .map(n -> Json.MAPPER.treeToValue(n, ApiKey.class))
                .toList();
        String token = read(file);
        return keys.stream().anyMatch(k -> token.startsWith("yk_" + k.id() + "_"));
    }

    private String create(String name, KeyScope scope, Optional<Duration> expiresIn) {
        String unique = name + "-" + Long.toString(Instant.now().toEpochMilli(), Character.MAX_RADIX);
        NewApiKey wanted = new NewApiKey(unique, Set.of(scope), expiresIn);
        return Json.MAPPER
                .treeToValue(api.post("api-keys", wanted), CreatedApiKey.class)
                .token();
    }

    public static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
