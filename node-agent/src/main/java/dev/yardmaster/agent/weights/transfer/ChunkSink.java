package dev.yardmaster.agent.weights.transfer;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Takes the bytes of one run in order. */
public interface ChunkSink {
    /**
     * Takes all that remains in the buffer, which is best a direct one of some hundred KiB; may wait for the bandwidth
     * limit.
     *
     * @throws TransferStopped nobody wants these bytes any more; the source lets go of its connection
     */
    void write(ByteBuffer bytes) throws IOException;

    /** Strong entity tag that the first answer for this file carried; empty before that. */
    String validator();

    /** Keeps the tag of the first answer, over restarts too. */
    void validator(String tag);

    /** What ends a blocking read when nobody wants its bytes any more, or when nothing came for too long. */
    void onStop(Closeable connection) throws TransferStopped;
}
