package dev.yardmaster.gateway.routes;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/**
 * SHA-256 of a token. Keys are found by looking their hash up, so there is no comparison whose time could tell anything
 * about a token: who can steer the hash's bytes has broken SHA-256.
 */
public record KeyHash(long a, long b, long c, long d) {
    private static final int HEX_DIGITS = 64;

    public static KeyHash of(byte[] sha256) {
        ByteBuffer bytes = ByteBuffer.wrap(sha256);
        return new KeyHash(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    /** @throws IllegalArgumentException when it is not 64 hexadecimal digits */
    static KeyHash parse(String hex) {
        if (hex.length() != HEX_DIGITS) {
            throw new IllegalArgumentException("expected 64 hexadecimal digits");
        }
        return of(HexFormat.of().parseHex(hex));
    }

    @Override
    public int hashCode() {
        return Long.hashCode(a);
    }
}
