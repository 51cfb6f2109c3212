package dev.yardmaster.server.catalog.source.oci;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an uncompressed archive holds, found by hopping from header to header: contents are not read. Only plain files
 * and directories are taken; numbers of members and of reads are bounded.
 */
final class TarListing {
    static final int MOST_MEMBERS = 10_000;
    static final int MOST_READS = 4_000;
    private static final int WINDOW = 8192;
    private static final int MOST_EXTENDED = 1 << 20;

    private final Bytes archive;
    private final long size;
    private final List<Member> members = new ArrayList<>();
    private byte[] window = new byte[0];
    private long windowAt;
    private int reads;
    private Optional<String> longName = Optional.empty();
    private Optional<Long> longSize = Optional.empty();

    /** Exactly so many bytes from there; never asked beyond the archive's end. */
    @FunctionalInterface
    interface Bytes {
        byte[] read(long offset, int length);
    }

    /** @param offset of its first byte in the archive */
    record Member(String path, long size, long offset) {}

    private TarListing(Bytes archive, long size) {
        this.archive = archive;
        this.size = size;
    }

    /** @throws BadTar where it is none, is cut off, or holds what a model may not hold */
    static List<Member> of(Bytes archive, long size) {
        TarListing listing = new TarListing(archive, size);
        listing.walk();
        return List.copyOf(listing.members);
    }

    private void walk() {
        long at = 0;
        while (at < size) {
            byte[] block = bytes(at, TarHeader.BLOCK);
            if (TarHeader.isEnd(block)) {
                return;
            }
            at = member(TarHeader.parse(block), at + TarHeader.BLOCK);
        }
    }

    /** Returns where the next header is. */
    private long member(TarHeader header, long at) {
        switch (header.type()) {
            case 'x' -> extended(PaxRecords.parse(extension(header, at)));
            case 'L' -> longName = Optional.of(name(extension(header, at)));
            case 'g' -> global(PaxRecords.parse(extension(header, at)));
            case 'K' -> require(at, header.size(), "an extended header");
            default -> {
                long length = longSize.orElse(header.size());
                String path = plain(longName.orElse(header.name()));
                longName = Optional.empty();
                longSize = Optional.empty();
                require(at, length, "'" + path + "'");
                take(header.type(), path, length, at);
                return next(at, length);
            }
        }
        return next(at, header.size());
    }

    private void take(char type, String path, long length, long at) {
        switch (type) {
            case '0', '\0', '7' -> file(path, length, at);
            case '5' -> {
                // Directories come with their files.
            }
            case '1', '2' -> throw new BadTar("holds the link '" + path + "', and links may lead anywhere");
            case '3', '4', '6' -> throw new BadTar("holds the device '" + path + "'");
            case 'S' -> throw sparse(path);
            default -> throw new BadTar("holds '" + path + "' of an unknown type '" + type + "'");
        }
    }

    private void file(String path, long length, long at) {
        if (path.endsWith("/")) {
            return;
        }
        if (members.size() == MOST_MEMBERS) {
            throw new BadTar("holds more than " + MOST_MEMBERS + " files");
        }
        members.add(new Member(path, length, at));
    }

    private void extended(Map<String, String> records) {
        records.keySet().stream()
                .filter(k -> k.startsWith("GNU.sparse."))
                .findFirst()
                .ifPresent(_ -> {
                    throw sparse(records.getOrDefault("GNU.sparse.name", records.getOrDefault("path", "a file")));
                });
        Optional.ofNullable(records.get("path")).ifPresent(p -> longName = Optional.of(p));
        Optional.ofNullable(records.get("size")).ifPresent(s -> {
            if (!s.matches("[0-9]{1,18}")) {
                throw new BadTar("has a size that is none");
            }
            longSize = Optional.of(Long.parseLong(s));
        });
    }

    /** Comments and the like; what would rename or resize every member after it is nothing that archivers write. */
    private static void global(Map<String, String> records) {
        if (records.keySet().stream()
                .anyMatch(k -> k.equals("path") || k.equals("size") || k.startsWith("GNU.sparse."))) {
            throw new BadTar("has a global header that changes all names or sizes");
        }
    }

    private static BadTar sparse(String path) {
        return new BadTar("holds '" + path + "' as a sparse file, which is not stored as it is");
    }

    private byte[] extension(TarHeader header, long at) {
        if (header.size() > MOST_EXTENDED) {
            throw new BadTar("has an extended header of " + header.size() + " bytes");
        }
        require(at, header.size(), "an extended header");
        return bytes(at, (int) header.size());
    }

    private static String name(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    /** Without the leading {@code ./} that many programs write. */
    private static String plain(String path) {
        return path.replaceFirst("^(\\./+)+", "");
    }

    private void require(long at, long length, String what) {
        if (length > size - at) {
            throw new BadTar("ends within " + what + ": that has " + length + " bytes, of which "
                    + Math.max(0, size - at) + " are there");
        }
    }

    private static long next(long at, long length) {
        return at + (length + TarHeader.BLOCK - 1) / TarHeader.BLOCK * TarHeader.BLOCK;
    }

    private byte[] bytes(long at, int length) {
        if (length > size - at) {
            throw new BadTar("ends within a header");
        }
        if (at < windowAt || at + length > windowAt + window.length) {
            if (++reads > MOST_READS) {
                throw new BadTar("takes more than " + MOST_READS + " reads to list");
            }
            window = archive.read(at, (int) Math.min(Math.max(WINDOW, length), size - at));
            windowAt = at;
        }
        int from = (int) (at - windowAt);
        return Arrays.copyOfRange(window, from, from + length);
    }
}
