package dev.yardmaster.agent.weights.source;

import dev.yardmaster.agent.weights.transfer.ChunkSink;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/** GETs, and hands over bodies as they come. Redirects are answers like any other. */
interface HttpReader {
    /** One answer. Closing it before its end gives up the connection. */
    interface Exchange extends AutoCloseable {
        int status();

        /** The first of that name. */
        Optional<String> header(String name);

        /** Bytes of the body that are still to come; empty where the answer does not tell. */
        Optional<Long> length();

        /** As an {@code InputStream} reads: -1 at the end. */
        int read(ByteBuffer into) throws IOException;

        @Override
        void close();
    }

    /** @throws IOException the network's, or {@code TransferStopped} */
    Exchange get(URI address, Map<String, String> headers, ChunkSink sink) throws IOException;
}
