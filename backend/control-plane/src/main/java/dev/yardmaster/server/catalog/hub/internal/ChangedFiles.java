package dev.yardmaster.server.catalog.hub.internal;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.catalog.hub.HubNotFound;
import dev.yardmaster.server.catalog.hub.store.BlobRows;
import dev.yardmaster.server.catalog.hub.store.CommitRows;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A commit's files while a change is applied to them. */
final class ChangedFiles {
    private final TreeMap<String, NewFile> files = new TreeMap<>();

    ChangedFiles(List<CommitRows.File> before) {
        before.forEach(f -> files.put(f.path(), new NewFile(f.path(), f.size(), f.sha256(), f.large())));
    }

    /** @param content what there is, by digest */
    void apply(Change.Step step, Map<String, BlobRows.Blob> content) {
        switch (step) {
            case Change.Step.Put put -> put(put.file(), content);
            case Change.Step.DeleteFile delete -> {
                if (files.remove(delete.path()) == null) {
                    throw missing(delete.path());
                }
            }
            case Change.Step.DeleteFolder delete -> {
                if (!files.keySet().removeIf(path -> path.startsWith(delete.prefix()))) {
                    throw missing(delete.path());
                }
            }
        }
    }

    private void put(NewFile file, Map<String, BlobRows.Blob> content) {
        Optional<BlobRows.Blob> blob = Optional.ofNullable(content.get(file.sha256()));
        boolean inGit = file.large().filter(large -> !large).isPresent();
        if (inGit && blob.filter(b -> b.gitId().isEmpty()).isPresent()) {
            throw ProblemException.of(
                    ProblemType.TOO_LARGE, file.path() + " is too large to be kept in git; upload it by Git LFS.");
        }
        long size = file.size() < 0 ? blob.map(BlobRows.Blob::size).orElse(file.size()) : file.size();
        files.put(file.path(), new NewFile(file.path(), size, file.sha256(), file.large()));
    }

    private static HubNotFound missing(String path) {
        return new HubNotFound(HubNotFound.What.FILE, "There is nothing at '" + path + "' that could be deleted.");
    }

    List<NewFile> toList() {
        return List.copyOf(files.values());
    }
}
