package dev.yardmaster.agent.weights.transfer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32C;

/** A digest other than SHA-256 that a source states of its bytes. */
enum Pin {
    GIT_BLOB("git-blob:", "SHA-1 as git counts"),
    MD5("md5:", "MD5"),
    CRC32C("crc32c:", "CRC32C");

    private final String prefix;
    private final String word;

    Pin(String prefix, String word) {
        this.prefix = prefix;
        this.word = word;
    }

    String word() {
        return word;
    }

    /** Entity tags and versions are no digests. */
    static Optional<Pin> of(String text) {
        for (Pin pin : values()) {
            if (text.startsWith(pin.prefix)) {
                return Optional.of(pin);
            }
        }
        return Optional.empty();
    }

    String expected(String text) {
        return text.substring(prefix.length()).toLowerCase(Locale.ROOT);
    }

    /** Sums up as bytes come. */
    interface Sum {
        void update(byte[] bytes, int length);

        String hex();
    }

    Sum sum(long size) {
        return switch (this) {
            case GIT_BLOB -> {
                MessageDigest sha1 = digest("SHA-1");
                sha1.update(("blob " + size + "\0").getBytes(StandardCharsets.US_ASCII));
                yield new DigestSum(sha1);
            }
            case MD5 -> new DigestSum(digest("MD5"));
            case CRC32C -> new CrcSum(new CRC32C());
        };
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private record DigestSum(MessageDigest digest) implements Sum {
        @Override
        public void update(byte[] bytes, int length) {
            digest.update(bytes, 0, length);
        }

        @Override
        public String hex() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }

    private record CrcSum(CRC32C crc) implements Sum {
        @Override
        public void update(byte[] bytes, int length) {
            crc.update(bytes, 0, length);
        }

        @Override
        public String hex() {
            return HexFormat.of().toHexDigits((int) crc.getValue());
        }
    }
}
