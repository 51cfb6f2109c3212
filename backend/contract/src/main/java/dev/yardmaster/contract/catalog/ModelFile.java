package dev.yardmaster.contract.catalog;

import java.util.Arrays;

/**
 * One file of a model or adapter.
 *
 * @param path relative, with '/', never leaving the repository
 * @param size bytes
 * @param sha256 lower-case hex; empty where the source does not state it and no node has fetched the file yet
 * @param pin what else the source says of exactly these bytes, empty where nothing: {@code git-blob:HEX} (SHA-1 as git
 *     counts), {@code md5:HEX}, {@code crc32c:HEX}, {@code etag:TEXT} (a strong entity tag with its quotes),
 *     {@code version:TEXT} (an object store's version or generation) or a {@link TarMember}'s
 */
public record ModelFile(String path, long size, String sha256, String pin) {
    public ModelFile {
        if (path.isEmpty()
                || path.startsWith("/")
                || path.contains("\\")
                || Arrays.stream(path.split("/", -1)).anyMatch(s -> s.isEmpty() || s.equals(".") || s.equals(".."))) {
            throw new IllegalArgumentException("'" + path + "' is not a plain relative path");
        }
        if (size < 0) {
            throw new IllegalArgumentException(path + ": size " + size + " is negative");
        }
        sha256 = sha256 == null ? "" : sha256;
        pin = pin == null ? "" : pin;
    }

    public ModelFile(String path, long size, String sha256) {
        this(path, size, sha256, "");
    }

    public ModelFile withSha256(String learned) {
        return new ModelFile(path, size, learned, pin);
    }
}
