package dev.yardmaster.agent.weights.store;

import dev.yardmaster.agent.platform.Digests;
import dev.yardmaster.agent.platform.SafeName;
import java.nio.file.Path;
import java.util.List;

/** Where everything is. */
public record Layout(Path root) {
    private static final int SUFFIX = 12;

    /** What engines are given as {@code HF_HUB_CACHE}. */
    public Path hub() {
        return root.resolve("hub");
    }

    public Path partial() {
        return root.resolve("partial");
    }

    Path blobs() {
        return root.resolve("blobs");
    }

    public Path blob(String sha256) {
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("'" + sha256 + "' is not a SHA-256");
        }
        return blobs().resolve(sha256);
    }

    Path models() {
        return root.resolve("models");
    }

    Path manifest(String key) {
        return models().resolve(SafeName.of(key) + ".json");
    }

    /** What a content without a known SHA-256 was found to be, until its model is published. */
    Path note(String contentId) {
        return partial().resolve(SafeName.of(contentId) + ".sha256");
    }

    Path repository(String repository) {
        List<String> parts =
                List.of(repository.split("/")).stream().map(SafeName::of).toList();
        return hub().resolve("models--" + String.join("--", parts));
    }

    Path snapshot(String repository, String commit) {
        return repository(repository).resolve("snapshots").resolve(SafeName.of(commit));
    }

    /** For a model of the same commit with other files. */
    Path snapshot(String repository, String commit, String key) {
        Path usual = snapshot(repository, commit);
        return usual.resolveSibling(usual.getFileName() + "-" + Digests.hex(key).substring(0, SUFFIX));
    }

    Path main(String repository) {
        return repository(repository).resolve("refs").resolve("main");
    }
}
