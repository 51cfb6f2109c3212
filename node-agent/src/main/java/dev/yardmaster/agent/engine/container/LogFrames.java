package dev.yardmaster.agent.engine.container;

import dev.yardmaster.agent.engine.container.ContainerRuntime.LineSink;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Output as the Engine API sends it: a header of eight bytes with the stream and the length before every piece. With times
 * asked for, a piece is one line, or one part of a very long line, and begins with its time.
 */
final class LogFrames {
    private static final int MOST = 16 << 20;
    private static final int PADDING = 3;

    private LogFrames() {}

    static void read(InputStream in, LineSink sink) throws IOException {
        DataInputStream frames = new DataInputStream(in);
        while (true) {
            int stream = frames.read();
            if (stream < 0) {
                return;
            }
            frames.skipNBytes(PADDING);
            int length = frames.readInt();
            if (stream > 2 || length < 0 || length > MOST) {
                throw new IOException("not a stream of log frames");
            }
            byte[] piece = new byte[length];
            frames.readFully(piece);
            sink.line(piece);
        }
    }
}
