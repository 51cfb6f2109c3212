package dev.yardmaster.server.catalog.hub.web;

import dev.yardmaster.server.catalog.hub.Snapshot;
import dev.yardmaster.server.catalog.hub.StoredFile;
import dev.yardmaster.server.catalog.hub.internal.GitObjects;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A commit's files with the directories that their paths imply, sorted by path. */
final class Tree {
    private final TreeMap<String, Node> nodes = new TreeMap<>();

    private Tree() {}

    /** A file, or a directory with the files anywhere below it. */
    sealed interface Node {
        String path();

        record File(StoredFile file) implements Node {
            @Override
            public String path() {
                return file.path();
            }
        }

        record Directory(String path, List<StoredFile> files) implements Node {
            /** Changes with whatever is below it. Not git's own tree id, which would need modes. */
            String oid() {
                StringBuilder text = new StringBuilder();
                files.forEach(f ->
                        text.append(f.path()).append('\0').append(f.gitId()).append('\n'));
                return GitObjects.blobId(text.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    static Tree of(Snapshot snapshot) {
        Tree tree = new Tree();
        Map<String, List<StoredFile>> directories = new TreeMap<>();
        for (StoredFile file : snapshot.files()) {
            tree.nodes.put(file.path(), new Node.File(file));
            for (int slash = file.path().indexOf('/');
                    slash >= 0;
                    slash = file.path().indexOf('/', slash + 1)) {
                directories
                        .computeIfAbsent(file.path().substring(0, slash), _ -> new ArrayList<>())
                        .add(file);
            }
        }
        directories.forEach((path, files) -> tree.nodes.put(path, new Node.Directory(path, files)));
        return tree;
    }

    Optional<Node> find(String path) {
        return Optional.ofNullable(nodes.get(path));
    }

    /** @param directory all from the root where empty */
    List<Node> below(String directory, boolean recursive) {
        String prefix = directory.isEmpty() ? "" : directory + "/";
        return nodes.values().stream()
                .filter(n -> n.path().startsWith(prefix))
                .filter(n -> recursive || n.path().indexOf('/', prefix.length()) < 0)
                .sorted(Comparator.comparing(Node::path))
                .toList();
    }
}
