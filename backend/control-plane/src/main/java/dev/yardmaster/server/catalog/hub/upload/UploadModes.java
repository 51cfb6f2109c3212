package dev.yardmaster.server.catalog.hub.upload;

import dev.yardmaster.server.catalog.hub.RepositoryName;
import dev.yardmaster.server.catalog.hub.Snapshot;
import dev.yardmaster.server.catalog.hub.StoredFile;
import dev.yardmaster.server.catalog.hub.internal.Blobs;
import dev.yardmaster.server.catalog.hub.internal.HubWriting;
import dev.yardmaster.server.catalog.hub.internal.LargeFiles;
import dev.yardmaster.server.catalog.hub.internal.StoredHub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Says of files that are about to be uploaded which belong into git, and which beside it. */
@Service
public class UploadModes {
    private final StoredHub hub;
    private final HubWriting writing;
    private final Blobs blobs;

    UploadModes(StoredHub hub, HubWriting writing, Blobs blobs) {
        this.hub = hub;
        this.writing = writing;
        this.blobs = blobs;
    }

    /** @param sample how its content begins */
    public record Candidate(String path, long size, byte[] sample) {}

    /** @param known the tag of what the branch has at that path */
    public record Mode(String path, boolean large, boolean ignored, Optional<String> known) {}

    /** @param ignore text of a {@code .gitignore}; that of the branch where there is none */
    public List<Mode> of(RepositoryName name, String revision, List<Candidate> files, Optional<String> ignore) {
        writing.find(name);
        Snapshot snapshot = hub.snapshot(name, revision);
        GitRules attributes = GitRules.attributes(text(snapshot, ".gitattributes"));
        GitRules ignored = GitRules.ignore(ignore.orElseGet(() -> text(snapshot, ".gitignore")));
        Map<String, StoredFile> known =
                snapshot.files().stream().collect(Collectors.toMap(StoredFile::path, Function.identity()));
        return files.stream()
                .map(f -> new Mode(
                        f.path(),
                        isLarge(f, attributes),
                        ignored.about(f.path()).orElse(false),
                        Optional.ofNullable(known.get(f.path())).map(StoredFile::etag)))
                .toList();
    }

    private static boolean isLarge(Candidate file, GitRules attributes) {
        if (file.size() >= LargeFiles.THRESHOLD) {
            return true;
        }
        return file.size() > 0
                && attributes
                        .about(file.path())
                        .orElseGet(() -> LargeFiles.isLarge(file.path(), file.size()) || isBinary(file.sample()));
    }

    private static boolean isBinary(byte[] sample) {
        for (byte b : sample) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }

    private String text(Snapshot snapshot, String path) {
        return snapshot.file(path).filter(f -> !f.large()).map(this::read).orElse("");
    }

    /** What cannot be read says nothing. */
    private String read(StoredFile file) {
        try {
            return new String(Files.readAllBytes(blobs.path(file.sha256())), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
