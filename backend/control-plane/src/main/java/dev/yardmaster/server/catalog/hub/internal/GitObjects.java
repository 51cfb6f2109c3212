package dev.yardmaster.server.catalog.hub.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What git and Git LFS would call our content. */
public final class GitObjects {
    private GitObjects() {}

    /** SHA-1 over a header and the content. */
    public static String blobId(InputStream content, long size) throws IOException {
        MessageDigest sha1 = digest("SHA-1");
        sha1.update(blobHeader(size));
        byte[] chunk = new byte[1 << 16];
        for (int read = content.read(chunk); read >= 0; read = content.read(chunk)) {
            sha1.update(chunk, 0, read);
        }
        return HexFormat.of().formatHex(sha1.digest());
    }

    public static String blobId(byte[] content) {
        MessageDigest sha1 = digest("SHA-1");
        sha1.update(blobHeader(content.length));
        return HexFormat.of().formatHex(sha1.digest(content));
    }

    /** What git hashes before the content. */
    public static byte[] blobHeader(long size) {
        return ("blob " + size + "\0").getBytes(StandardCharsets.UTF_8);
    }

    /** The text that git keeps in place of a large file (Git LFS specification, version 1). */
    public static byte[] pointer(String sha256, long size) {
        return ("version https://git-lfs.github.com/spec/v1\noid sha256:" + sha256 + "\nsize " + size + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    public static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
