package dev.yardmaster.agent.weights.source;

import dev.yardmaster.agent.weights.transfer.ChunkSink;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * HTTP/1.1 without TLS straight from the socket into direct buffers, at half the cost of a general client. Reads only
 * bodies that state their length; for others the caller falls back to {@link OkHttpReader}.
 */
final class PlainReader implements HttpReader, AutoCloseable {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int MOST_IDLE = 16;
    private static final long IDLE_NANOS = 20_000_000_000L;
    private static final int PORT = 80;

    private final Map<InetSocketAddress, Deque<Idle>> pool = new HashMap<>();

    private record Idle(SocketChannel channel, long since) {}

    /** The answer is correct HTTP, but none that this reader reads. */
    static final class Unsuited extends IOException {
        private static final long serialVersionUID = 1L;

        Unsuited(String why) {
            super(why);
        }
    }

    @Override
    public Exchange get(URI address, Map<String, String> headers, ChunkSink sink) throws IOException {
        InetSocketAddress host = new InetSocketAddress(address.getHost(), port(address));
        byte[] request = request(address, headers);
        Optional<SocketChannel> kept = take(host);
        if (kept.isPresent()) {
            try {
                return exchange(host, kept.get(), request, sink);
            } catch (PlainHead.NoAnswer e) {
                // The server had closed the kept connection meanwhile; nothing was answered, so it is asked again.
                kept.get().close();
            }
        }
        return exchange(host, connect(host), request, sink);
    }

    private Exchange exchange(InetSocketAddress host, SocketChannel channel, byte[] request, ChunkSink sink)
            throws IOException {
        try {
            sink.onStop(channel);
            ByteBuffer out = ByteBuffer.wrap(request);
            try {
                while (out.hasRemaining()) {
                    channel.write(out);
                }
            } catch (IOException e) {
                throw new PlainHead.NoAnswer(e);
            }
            return new Answer(host, channel, PlainHead.read(channel));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static SocketChannel connect(InetSocketAddress host) throws IOException {
        if (host.isUnresolved()) {
            throw new UnknownHostException(host.getHostString());
        }
        SocketChannel channel = SocketChannel.open();
        try {
            channel.socket().setTcpNoDelay(true);
            channel.socket().connect(host, CONNECT_MILLIS);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static int port(URI address) {
        return address.getPort() < 0 ? PORT : address.getPort();
    }

    private static byte[] request(URI address, Map<String, String> headers) {
        String path = address.getRawPath() == null || address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        StringBuilder text =
                new StringBuilder("GET " + path + query + " HTTP/1.1\r\nHost: " + address.getRawAuthority() + "\r\n");
        headers.forEach((name, value) -> {
            if ((name + value).chars().anyMatch(c -> c < ' ' || c > '~')) {
                throw new IllegalArgumentException("The header " + name + " holds characters that no header may hold.");
            }
            text.append(name).append(": ").append(value).append("\r\n");
        });
        return text.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    private synchronized Optional<SocketChannel> take(InetSocketAddress host) throws IOException {
        Deque<Idle> idle = pool.getOrDefault(host, new ArrayDeque<>());
        while (!idle.isEmpty()) {
            Idle newest = idle.removeLast();
            if (System.nanoTime() - newest.since() < IDLE_NANOS) {
                return Optional.of(newest.channel());
            }
            newest.channel().close();
        }
        return Optional.empty();
    }

    private synchronized void keep(InetSocketAddress host, SocketChannel channel) throws IOException {
        Deque<Idle> idle = pool.computeIfAbsent(host, _ -> new ArrayDeque<>());
        idle.addLast(new Idle(channel, System.nanoTime()));
        if (idle.size() > MOST_IDLE) {
            idle.removeFirst().channel().close();
        }
    }

    @Override
    public synchronized void close() {
        pool.values().forEach(idle -> idle.forEach(one -> end(one.channel())));
        pool.clear();
    }

    private static void end(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException ignored) {
            // A connection that cannot be closed in order is gone all the same.
            return;
        }
    }

    private final class Answer implements Exchange {
        private final InetSocketAddress host;
        private final SocketChannel channel;
        private final PlainHead head;
        private long left;

        Answer(InetSocketAddress host, SocketChannel channel, PlainHead head) {
            this.host = host;
            this.channel = channel;
            this.head = head;
            this.left = head.length();
        }

        @Override
        public int status() {
            return head.status();
        }

        @Override
        public Optional<String> header(String name) {
            return head.header(name);
        }

        @Override
        public Optional<Long> length() {
            return Optional.of(left);
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            if (left == 0) {
                return -1;
            }
            int limit = into.limit();
            into.limit((int) Math.min(limit, into.position() + left));
            int read = head.early().hasRemaining() ? early(into) : channel.read(into);
            into.limit(limit);
            if (read < 0) {
                throw new IOException("the connection ended " + left + " bytes early");
            }
            left -= read;
            return read;
        }

        /** What came in one piece with the head. */
        private int early(ByteBuffer into) {
            int length = Math.min(into.remaining(), head.early().remaining());
            into.put(head.early().slice().limit(length));
            head.early().position(head.early().position() + length);
            return length;
        }

        @Override
        public void close() {
            try {
                if (left == 0 && head.staysOpen() && !head.early().hasRemaining() && channel.isOpen()) {
                    keep(host, channel);
                } else {
                    channel.close();
                }
            } catch (IOException ignored) {
                // A connection that cannot be closed in order is gone all the same.
                return;
            }
        }
    }
}
