package dev.yardmaster.contract.catalog;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a file lies within an uncompressed archive that is known by its digest. As a pin, {@code
 * tar:SHA256:ARCHIVE_BYTES:OFFSET}: the bytes at the file's location are then the archive's, not the file's.
 *
 * @param archive SHA-256 of the whole archive, lower-case hex
 * @param archiveSize its bytes
 * @param offset of the file's first byte
 */
public record TarMember(String archive, long archiveSize, long offset) {
    private static final Pattern PIN = Pattern.compile("tar:([0-9a-f]{64}):(\\d{1,18}):(\\d{1,18})");

    public static Optional<TarMember> of(String pin) {
        Matcher parts = PIN.matcher(pin);
        return parts.matches()
                ? Optional.of(
                        new TarMember(parts.group(1), Long.parseLong(parts.group(2)), Long.parseLong(parts.group(3))))
                : Optional.empty();
    }

    public String pin() {
        return "tar:" + archive + ":" + archiveSize + ":" + offset;
    }
}
