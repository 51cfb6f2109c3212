package dev.yardmaster.agent.inventory.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** One GET over a Unix socket, as HTTP/1.0, so that the answer ends with the connection. Bounded in time and size. */
public final class UnixHttp {
    private static final int MOST_BYTES = 1 << 20;

    private UnixHttp() {}

    /** The body of an answer that is 200. */
    public static String get(Path socket, String path, Duration limit) throws IOException {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            Thread end = Thread.startVirtualThread(() -> closeAfter(channel, limit));
            try {
                String request = "GET " + path + " HTTP/1.0\r\nHost: localhost\r\n\r\n";
                channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
                return body(read(channel));
            } finally {
                end.interrupt();
            }
        }
    }

    private static String body(String answer) throws IOException {
        int blank = answer.indexOf("\r\n\r\n");
        String status = answer.lines().findFirst().orElse("nothing");
        if (blank < 0 || !status.matches("HTTP/1\\.[01] 200.*")) {
            throw new IOException("it answered " + status);
        }
        return answer.substring(blank + 4);
    }

    private static String read(SocketChannel channel) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer buffer = ByteBuffer.allocate(16 << 10);
        while (channel.read(buffer) >= 0 && all.size() < MOST_BYTES) {
            all.write(buffer.array(), 0, buffer.position());
            buffer.clear();
        }
        return all.toString(StandardCharsets.UTF_8);
    }

    private static void closeAfter(SocketChannel channel, Duration limit) {
        try {
            Thread.sleep(limit);
            channel.close();
        } catch (InterruptedException | IOException e) {
            return;
        }
    }
}
