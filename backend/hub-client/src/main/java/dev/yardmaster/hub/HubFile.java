package dev.yardmaster.hub;

import dev.yardmaster.contract.catalog.ModelFile;
import java.util.Locale;
import java.util.Optional;

/**
 * A file of a repository at a commit.
 *
 * @param path relative, with '/', never leaving the repository
 * @param sha256 of the content, where the hub states it (large files)
 * @param blobId git blob id of the content, where the hub states it (small files)
 */
public record HubFile(String path, long size, Optional<String> sha256, Optional<String> blobId) {
    private static final String GIT_BLOB = "git-blob:";

    /** @throws IllegalArgumentException where the path could leave a directory, or a digest is none */
    public HubFile {
        new ModelFile(path, size, "");
        if (path.chars().anyMatch(c -> c < ' ' || c == 127)) {
            throw new IllegalArgumentException("the path of a file holds a control character");
        }
        sha256 = sha256.map(s -> hex(s, 64));
        blobId = blobId.map(s -> hex(s, 40));
    }

    public static HubFile of(ModelFile file) {
        return new HubFile(
                file.path(),
                file.size(),
                Optional.of(file.sha256()).filter(s -> !s.isEmpty()),
                Optional.of(file.pin()).filter(p -> p.startsWith(GIT_BLOB)).map(p -> p.substring(GIT_BLOB.length())));
    }

    public ModelFile toModelFile() {
        return new ModelFile(
                path, size, sha256.orElse(""), blobId.map(id -> GIT_BLOB + id).orElse(""));
    }

    private static String hex(String text, int length) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.length() != length || !lower.chars().allMatch(c -> "0123456789abcdef".indexOf(c) >= 0)) {
            throw new IllegalArgumentException("'" + text + "' is not a digest of " + length + " hex digits");
        }
        return lower;
    }
}
