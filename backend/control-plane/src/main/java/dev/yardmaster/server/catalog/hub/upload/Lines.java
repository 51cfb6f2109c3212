package dev.yardmaster.server.catalog.hub.upload;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Lines that are not blank, with a bound on each and on all together. */
final class Lines {
    private final InputStream in;
    private final int longest;
    private long left;
    private int number;

    Lines(InputStream in, int longest, long all) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.longest = longest;
        this.left = all;
    }

    /** Of the line that was read last, from 1. */
    int number() {
        return number;
    }

    Optional<byte[]> next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(256);
        number++;
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (--left < 0 || line.size() > longest) {
                throw ProblemException.of(
                        ProblemType.TOO_LARGE,
                        "line " + number + ": the line or the whole commit is too large; upload content by Git LFS.");
            }
            if (b != '\n') {
                line.write(b);
            } else if (line.size() > 0) {
                return Optional.of(line.toByteArray());
            } else {
                number++;
            }
        }
        return Optional.of(line.toByteArray()).filter(l -> l.length > 0);
    }
}
