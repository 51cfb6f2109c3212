package dev.yardmaster.server.catalog.hub.web;

import java.io.IOException;
import java.io.InputStream;

/** Bodies that were refused before they were read to their end. */
final class RequestBodies {
    private static final long READ_ON = 256L << 20;

    private RequestBodies() {}

    /** A client that is still sending would see a broken connection instead of the answer. */
    static void readOn(InputStream body) {
        byte[] chunk = new byte[1 << 16];
        try {
            long read = 0;
            for (int n = body.read(chunk); n >= 0 && read < READ_ON; n = body.read(chunk)) {
                read += n;
            }
        } catch (IOException gone) {
            // Then nobody waits for the answer either.
        }
    }
}
