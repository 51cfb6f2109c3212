package dev.yardmaster.engine.serve;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** The bearer token that {@code /v1} asks for; without one everybody may call. Kept as a digest only. */
final class ApiKey {
    private static final String SCHEME = "Bearer ";

    private final Optional<byte[]> digest;

    ApiKey(Optional<String> key) {
        this.digest = key.map(ApiKey::digest);
    }

    /** Takes the same time whatever is wrong with the key. */
    boolean allows(Optional<String> authorization) {
        if (digest.isEmpty()) {
            return true;
        }
        String given = authorization
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).strip())
                .orElse("");
        return MessageDigest.isEqual(digest.get(), digest(given));
    }

    private static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
