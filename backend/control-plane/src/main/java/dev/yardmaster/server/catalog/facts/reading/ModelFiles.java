package dev.yardmaster.server.catalog.facts.reading;

import dev.yardmaster.contract.catalog.ModelFile;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The files of one model or adapter, those nearest to the top first. */
public final class ModelFiles {
    /** How bytes are had. */
    @FunctionalInterface
    public interface Bytes {
        /** @throws Unreadable where they cannot be had */
        byte[] read(String path, long offset, int length);
    }

    private static final int KEPT = 2 << 20;

    private final Map<String, byte[]> fetched = new ConcurrentHashMap<>();
    private final List<ModelFile> files;
    private final Bytes bytes;

    public ModelFiles(List<ModelFile> files, Bytes bytes) {
        this.files = files.stream()
                .sorted(Comparator.comparing((ModelFile f) -> f.path().split("/").length)
                        .thenComparing(ModelFile::path))
                .toList();
        this.bytes = bytes;
    }

    public List<ModelFile> all() {
        return files;
    }

    public Optional<ModelFile> file(String path) {
        return files.stream().filter(f -> f.path().equals(path)).findFirst();
    }

    public boolean has(String path) {
        return file(path).isPresent();
    }

    /** By ending, whatever the case of its letters. */
    public List<ModelFile> ending(String suffix) {
        return files.stream()
                .filter(f -> f.path().toLowerCase(Locale.ROOT).endsWith(suffix))
                .toList();
    }

    /** As many bytes as the file has from there, at most {@code length}. */
    public byte[] read(ModelFile file, long offset, int length) {
        int wanted = Math.clamp(file.size() - offset, 0, length);
        if (wanted == 0) {
            return new byte[0];
        }
        byte[] got = bytes.read(file.path(), offset, wanted);
        if (got.length != wanted) {
            throw new Unreadable(file.path() + " is cut short: " + got.length + " bytes came where " + wanted
                    + " of its " + file.size() + " were asked for from byte " + offset + ".");
        }
        return got;
    }

    /** The whole of a small file; asked for more than once, it is fetched once. */
    public byte[] whole(ModelFile file, int limit) {
        if (file.size() > limit) {
            throw new Unreadable(
                    file.path() + " has " + file.size() + " bytes; such a file is read up to " + limit + " bytes.");
        }
        return file.size() > KEPT
                ? read(file, 0, (int) file.size())
                : fetched.computeIfAbsent(file.path(), _ -> read(file, 0, (int) file.size()));
    }
}
