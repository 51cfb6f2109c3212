package dev.yardmaster.server.catalog.source.oci;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Records of a POSIX extended header, {@code "LENGTH KEY=VALUE\n"}, lengths in bytes. */
final class PaxRecords {
    private PaxRecords() {}

    /** @throws BadTar where they are none */
    static Map<String, String> parse(byte[] bytes) {
        Map<String, String> records = new HashMap<>();
        for (int at = 0; at < bytes.length; ) {
            int space = find(bytes, at, ' ');
            String digits = new String(bytes, at, space - at, StandardCharsets.US_ASCII);
            if (!digits.matches("[0-9]{1,7}")) {
                throw unreadable();
            }
            int end = at + Integer.parseInt(digits);
            if (end <= space || end > bytes.length || bytes[end - 1] != '\n') {
                throw unreadable();
            }
            int equals = find(bytes, space, '=');
            if (equals >= end) {
                throw unreadable();
            }
            records.put(
                    new String(bytes, space + 1, equals - space - 1, StandardCharsets.UTF_8),
                    new String(bytes, equals + 1, end - equals - 2, StandardCharsets.UTF_8));
            at = end;
        }
        return records;
    }

    private static int find(byte[] bytes, int from, char wanted) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        throw unreadable();
    }

    private static BadTar unreadable() {
        return new BadTar("has an extended header that cannot be read");
    }
}
