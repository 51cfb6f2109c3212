package dev.yardmaster.server.catalog.hub.upload;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Leave to upload one piece of content, handed out with its address: uploads come without a token.
 *
 * @param use what it is good for
 * @param size of the whole content
 * @param session names an upload in parts; empty for one in a piece
 * @param part from 1; 0 where it is about all
 * @param partSize of all parts but the last; 0 where there are none
 */
public record Ticket(Use use, String sha256, long size, String session, int part, long partSize, Instant expires) {
    private static final Pattern TEXT = Pattern.compile(
            "(WHOLE|PART|COMPLETE) ([0-9a-f]{64}) (\\d{1,18}) ([0-9a-z]*) (\\d{1,9}) (\\d{1,18}) (\\d{1,12})");

    /** What a ticket can be good for. */
    public enum Use {
        WHOLE,
        PART,
        COMPLETE
    }

    int parts() {
        return Math.toIntExact((size + partSize - 1) / partSize);
    }

    long offset() {
        return (part - 1) * partSize;
    }

    /** Bytes of this part. */
    long length() {
        return Math.min(partSize, size - offset());
    }

    Ticket about(Use other, int number) {
        return new Ticket(other, sha256, size, session, number, partSize, expires);
    }

    String text() {
        return "%s %s %d %s %d %d %d".formatted(use, sha256, size, session, part, partSize, expires.getEpochSecond());
    }

    static Optional<Ticket> parse(String text) {
        Matcher m = TEXT.matcher(text);
        return m.matches()
                ? Optional.of(new Ticket(
                        Use.valueOf(m.group(1)),
                        m.group(2),
                        Long.parseLong(m.group(3)),
                        m.group(4),
                        Integer.parseInt(m.group(5)),
                        Long.parseLong(m.group(6)),
                        Instant.ofEpochSecond(Long.parseLong(m.group(7)))))
                : Optional.empty();
    }
}
