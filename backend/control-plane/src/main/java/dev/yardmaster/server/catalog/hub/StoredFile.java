package dev.yardmaster.server.catalog.hub;

import dev.yardmaster.contract.catalog.ModelFile;

/**
 * A file of a commit.
 *
 * @param gitId what git calls the file: the content of a small one, the pointer of a large one
 * @param large kept beside git, as Git LFS does
 * @param changedIn the newest commit in which it got this content
 */
public record StoredFile(String path, long size, String sha256, String gitId, boolean large, String changedIn) {

    public ModelFile toModelFile() {
        return new ModelFile(path, size, sha256);
    }

    /** The tag that clients of the hub compare content by. */
    public String etag() {
        return large ? sha256 : gitId;
    }
}
