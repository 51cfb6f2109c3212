package dev.yardmaster.agent.weights;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A web server on real sockets that answers ranges well, until it is told what to do wrong. Counts the body bytes that it
 * sent.
 */
public final class FaultyOrigin implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("(?i)\r\nrange: bytes=(\\d+)-(\\d+)");

    public final Map<String, byte[]> files = new ConcurrentHashMap<>();
    public final List<String> requests = new CopyOnWriteArrayList<>();
    public final AtomicLong sent = new AtomicLong();
    public final AtomicInteger open = new AtomicInteger();
    public volatile Behaviour behaviour = Asked::well;
    private final ServerSocket socket;

    /** What becomes of one request. */
    public interface Behaviour {
        void answer(Asked asked) throws IOException;
    }

    public FaultyOrigin() throws IOException {
        socket = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/" + path);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        open.incrementAndGet();
        try (connection) {
            while (true) {
                String head = head(connection.getInputStream());
                if (head.isEmpty()) {
                    return;
                }
                requests.add(head);
                behaviour.answer(new Asked(this, head, connection.getOutputStream()));
            }
        } catch (IOException e) {
            return;
        } finally {
            open.decrementAndGet();
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            text.append((char) next);
        }
        return text.toString();
    }

    /** One request, and ways to answer it. */
    public record Asked(FaultyOrigin origin, String head, OutputStream out) {
        public String path() {
            return head.split(" ")[1].substring(1);
        }

        public byte[] content() {
            return origin.files.getOrDefault(path(), new byte[0]);
        }

        public boolean ranged() {
            return RANGE.matcher(head).find();
        }

        public int from() {
            return group(1, 0);
        }

        /** Exclusive. */
        public int to() {
            return group(2, content().length - 1) + 1;
        }

        private int group(int number, int otherwise) {
            Matcher range = RANGE.matcher(head);
            return range.find() ? Integer.parseInt(range.group(number)) : otherwise;
        }

        public void well() throws IOException {
            if (!origin.files.containsKey(path())) {
                status(404);
            } else if (ranged()) {
                head("206 Partial", "Content-Length: " + (to() - from()), contentRange(), "ETag: \"v1\"");
                body(from(), to());
            } else {
                whole();
            }
        }

        public void whole() throws IOException {
            head("200 OK", "Content-Length: " + content().length, "ETag: \"v1\"");
            body(0, content().length);
        }

        public String contentRange() {
            return "Content-Range: bytes " + from() + "-" + (to() - 1) + "/" + content().length;
        }

        public void status(int code, String... headers) throws IOException {
            head(code + " Said", headers);
        }

        /** Adds an empty body's length where none is stated. */
        public void head(String status, String... headers) throws IOException {
            boolean stated = String.join("\n", headers).contains("Content-Length")
                    || String.join("\n", headers).contains("Transfer-Encoding")
                    || String.join("\n", headers).contains("Connection: close");
            String text = "HTTP/1.1 " + status + "\r\n" + String.join("\r\n", headers)
                    + (headers.length == 0 ? "" : "\r\n") + (stated ? "" : "Content-Length: 0\r\n") + "\r\n";
            out.write(text.getBytes(StandardCharsets.US_ASCII));
        }

        public void body(int from, int to) throws IOException {
            byte[] content = content();
            for (int at = from; at < to; ) {
                int length = Math.min(1 << 16, to - at);
                out.write(content, at, length);
                origin.sent.addAndGet(length);
                at += length;
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
