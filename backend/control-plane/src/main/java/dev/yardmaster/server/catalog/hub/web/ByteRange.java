package dev.yardmaster.server.catalog.hub.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which part of a file a request asks for (RFC 9110, section 14). */
sealed interface ByteRange {
    Pattern SINGLE = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

    /** All of it. */
    record Whole() implements ByteRange {}

    /** @param last inclusive */
    record Part(long first, long last) implements ByteRange {
        long length() {
            return last - first + 1;
        }
    }

    /** Nothing of what there is. */
    record Unsatisfiable() implements ByteRange {}

    /**
     * Several ranges at once, and what is no range of bytes, are answered with the whole, as the standard allows.
     *
     * @param range the header; empty where there is none
     * @param ifRange the header; empty where there is none. A date never matches, as we do not send one
     * @param etag with its quotes
     */
    static ByteRange of(String range, String ifRange, String etag, long size) {
        Matcher m = SINGLE.matcher(range);
        boolean current = ifRange.isEmpty() || ifRange.equals(etag);
        if (!current || !m.matches() || (m.group(1).isEmpty() && m.group(2).isEmpty())) {
            return new Whole();
        }
        if (m.group(1).isEmpty()) {
            long length = Math.min(Long.parseLong(m.group(2)), size);
            return length == 0 ? new Unsatisfiable() : new Part(size - length, size - 1);
        }
        long first = Long.parseLong(m.group(1));
        long last = m.group(2).isEmpty() ? size - 1 : Math.min(Long.parseLong(m.group(2)), size - 1);
        if (!m.group(2).isEmpty() && Long.parseLong(m.group(2)) < first) {
            return new Whole();
        }
        return first >= size ? new Unsatisfiable() : new Part(first, last);
    }
}
