package dev.yardmaster.server.catalog.hub.web;

import dev.yardmaster.server.catalog.hub.Snapshot;
import dev.yardmaster.server.catalog.hub.StoredFile;
import dev.yardmaster.server.catalog.hub.internal.StoredHub;
import dev.yardmaster.server.catalog.hub.store.CommitRows;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Nodes of a tree as entries of a listing. */
@Component
class TreeEntries {
    private final StoredHub hub;

    TreeEntries(StoredHub hub) {
        this.hub = hub;
    }

    /** @param expand whether each entry says in which commit it changed last */
    List<TreeEntry> of(Snapshot snapshot, List<Tree.Node> nodes, boolean expand) {
        boolean stored = hub.has(snapshot.repository());
        Map<String, CommitRows.Commit> commits = expand && stored
                ? hub.commits(
                        snapshot.repository(),
                        nodes.stream()
                                .flatMap(TreeEntries::files)
                                .map(StoredFile::changedIn)
                                .distinct()
                                .toList())
                : Map.of();
        return nodes.stream().map(n -> entry(n, last(n, commits))).toList();
    }

    private static TreeEntry entry(Tree.Node node, Optional<TreeEntry.LastCommit> last) {
        return switch (node) {
            case Tree.Node.File f -> TreeEntry.of(f.file(), last);
            case Tree.Node.Directory d -> TreeEntry.directory(d.path(), d.oid(), last);
        };
    }

    private static Stream<StoredFile> files(Tree.Node node) {
        return switch (node) {
            case Tree.Node.File f -> Stream.of(f.file());
            case Tree.Node.Directory d -> d.files().stream();
        };
    }

    private static Optional<TreeEntry.LastCommit> last(Tree.Node node, Map<String, CommitRows.Commit> commits) {
        return files(node)
                .map(f -> commits.get(f.changedIn()))
                .filter(Objects::nonNull)
                .max(Comparator.comparing(CommitRows.Commit::createdAt))
                .map(c -> new TreeEntry.LastCommit(
                        c.id(),
                        c.message().lines().findFirst().orElse(""),
                        c.createdAt().truncatedTo(ChronoUnit.MILLIS)));
    }
}
