package dev.yardmaster.server.catalog.hub.mirror;

import dev.yardmaster.hub.HubException;
import dev.yardmaster.hub.HubFile;
import dev.yardmaster.server.catalog.hub.RepositoryName;
import dev.yardmaster.server.catalog.hub.Snapshot;
import dev.yardmaster.server.catalog.hub.StoredFile;
import dev.yardmaster.server.catalog.hub.internal.GitObjects;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** A repository as the upstream describes it, and what that means to us. */
record Description(JsonNode json, Snapshot snapshot) {
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final int MAX_FILES = 200_000;

    /** @throws HubException.Malformed where it says no commit, or names a file that cannot be */
    static Description of(RepositoryName name, JsonNode json) {
        String commit = json.path("sha").asString("");
        if (!COMMIT.matcher(commit).matches()) {
            throw new HubException.Malformed("the description of " + name + " names no commit");
        }
        JsonNode siblings = json.path("siblings");
        if (!siblings.isArray() || siblings.size() > MAX_FILES) {
            throw new HubException.Malformed("the description of " + name + " lists no files, or too many");
        }
        List<StoredFile> files = new ArrayList<>();
        siblings.forEach(s -> files.add(file(name, commit, s)));
        files.sort(Comparator.comparing(StoredFile::path));
        Instant modified = time(json.path("lastModified"));
        Instant created = json.has("createdAt") ? time(json.path("createdAt")) : modified;
        return new Description(
                json, new Snapshot(name, commit, json.path("private").asBoolean(false), created, modified, files));
    }

    private static StoredFile file(RepositoryName name, String commit, JsonNode sibling) {
        JsonNode lfs = sibling.path("lfs");
        boolean large = lfs.isObject();
        try {
            HubFile file = new HubFile(
                    sibling.path("rfilename").asString(""),
                    sibling.path("size").asLong(-1),
                    Optional.of(lfs.path("sha256").asString("")).filter(s -> large),
                    Optional.of(sibling.path("blobId").asString("")).filter(s -> !large || !s.isEmpty()));
            String sha256 = file.sha256().orElse("");
            String gitId = file.blobId().orElseGet(() -> GitObjects.blobId(GitObjects.pointer(sha256, file.size())));
            return new StoredFile(file.path(), file.size(), sha256, gitId, large, commit);
        } catch (IllegalArgumentException e) {
            throw new HubException.Malformed("the description of " + name + ": " + e.getMessage());
        }
    }

    private static Instant time(JsonNode text) {
        try {
            return Instant.parse(text.asString(""));
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }
}
