package dev.yardmaster.server.catalog.source.files;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.catalog.source.Listing;
import dev.yardmaster.server.catalog.source.Origin;
import dev.yardmaster.server.catalog.source.Refusals;
import dev.yardmaster.server.platform.secret.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.stream.Stream;

/**
 * The files of a place. Links are followed as long as they stay inside of the root, as Hugging Face caches are made of
 * them. Small files are hashed here, large ones by the nodes; those are pinned by size and time.
 */
record LocalFiles(Mounts.Place at) {
    private static final long HASHED_HERE = 16L << 20;
    private static final long HASHED_IN_ALL = 256L << 20;
    private static final int DEEPEST = 20;

    Listing list(Origin origin) {
        Listing listing = new Listing(origin);
        long[] left = {HASHED_IN_ALL};
        try (Stream<Path> all = Files.walk(at.place(), DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
            all.forEach(file -> add(listing, file, left));
        } catch (IOException | UncheckedIOException e) {
            throw unreadable(e);
        }
        return listing;
    }

    private static ProblemException unreadable(Exception e) {
        return Refusals.unavailable(
                "it cannot be read: " + e.getClass().getSimpleName() + " " + e.getMessage(),
                "expected files that the server may read, without links in circles");
    }

    private void add(Listing listing, Path file, long[] left) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            inside(file);
            if (attributes.isRegularFile()) {
                long size = attributes.size();
                boolean here = size <= HASHED_HERE && size <= left[0];
                left[0] -= here ? size : 0;
                listing.add(
                        path(file),
                        size,
                        here ? Sha256.hex(Files.readAllBytes(file)) : "",
                        here
                                ? ""
                                : "version:" + size + "-"
                                        + attributes.lastModifiedTime().toMillis());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void inside(Path file) throws IOException {
        if (!file.toRealPath().startsWith(at.root())) {
            throw ProblemException.invalid(
                    "spec.source", path(file) + " is a link that leaves " + at.root(), "expected files inside of it");
        }
    }

    private String path(Path file) {
        return file.equals(at.place())
                ? String.valueOf(file.getFileName())
                : at.place().relativize(file).toString().replace('\\', '/');
    }

    /** The file behind a path of the listing; checked when it is read again, as links may have changed. */
    Path file(String path) {
        Path file = Files.isRegularFile(at.place())
                ? at.place()
                : at.place().resolve(path).normalize();
        try {
            inside(file);
            return file;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }
}
