package dev.yardmaster.hub;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/** The files of a directory that a push takes, with their digests, sorted by path. */
record PushTree(List<Entry> entries, List<String> skipped) {

    PushTree {
        entries = entries.stream().sorted(Comparator.comparing(Entry::path)).toList();
        skipped = List.copyOf(skipped);
    }

    /** One file and what it is called in the repository. */
    record Entry(String path, Path file, long size, String sha256) {}

    long bytes() {
        return entries.stream().mapToLong(Entry::size).sum();
    }

    /** @throws HubException.Refused where there is nothing to push, or a link leaves the directory */
    static PushTree of(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new HubException.Refused(directory + " is not a directory");
        }
        Visitor visitor = new Visitor(directory.toRealPath());
        Files.walkFileTree(visitor.root, visitor);
        if (visitor.entries.isEmpty()) {
            throw new HubException.Refused(directory + " holds no files to push");
        }
        return new PushTree(visitor.entries, visitor.skipped);
    }

    private static final class Visitor extends SimpleFileVisitor<Path> {
        private final Path root;
        private final List<Entry> entries = new ArrayList<>();
        private final List<String> skipped = new ArrayList<>();

        Visitor(Path root) {
            this.root = root;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            if (directory.equals(root) || !isHidden(directory)) {
                return FileVisitResult.CONTINUE;
            }
            skipped.add(path(directory) + "/");
            return FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (isHidden(file)) {
                skipped.add(path(file));
            } else {
                entries.add(entry(file, attributes));
            }
            return FileVisitResult.CONTINUE;
        }

        private Entry entry(Path file, BasicFileAttributes attributes) throws IOException {
            Path real = attributes.isSymbolicLink() ? linked(file) : file;
            if (!Files.isRegularFile(real)) {
                throw new HubException.Refused(path(file) + " is not a regular file");
            }
            String sha256 = sha256(real);
            return new Entry(path(file), real, Files.size(real), sha256);
        }

        private Path linked(Path link) throws IOException {
            Path real = link.toRealPath();
            if (!real.startsWith(root)) {
                throw new HubException.Refused(path(link) + " is a link that leaves the directory");
            }
            return real;
        }

        private String path(Path file) {
            return root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
        }

        private static boolean isHidden(Path file) {
            return String.valueOf(file.getFileName()).startsWith(".");
        }
    }

    private static String sha256(Path file) throws IOException {
        MessageDigest digest = Verifier.digest("SHA-256");
        byte[] chunk = new byte[1 << 17];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                digest.update(chunk, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
