package dev.yardmaster.agent.engine.container;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.URLDecoder;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** HTTP/1.1 on a real Unix socket, as much of it as an Engine API needs. */
final class UnixHttpServer implements AutoCloseable {
    private final Path socket;
    private final ServerSocketChannel server;
    private final Handler handler;
    private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();

    /** One request, with its query decoded. */
    record Request(String method, String path, Map<String, String> query, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name.toLowerCase(Locale.ROOT), "");
        }
    }

    /** Answers one request. */
    interface Handler {
        void handle(Request request, Answer answer) throws IOException, InterruptedException;
    }

    UnixHttpServer(Path socket, Handler handler) throws IOException {
        this.socket = socket;
        this.handler = handler;
        Files.deleteIfExists(socket);
        this.server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread.ofVirtual().name("engine-api").start(this::accept);
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel connection = server.accept();
                open.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(SocketChannel connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(Channels.newInputStream(connection));
            OutputStream out = Channels.newOutputStream(connection);
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                Answer answer = new Answer(out);
                handler.handle(request(line, in), answer);
                answer.end();
            }
        } catch (IOException e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(connection);
        }
    }

    private static Request request(String line, InputStream in) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            int colon = header.indexOf(':');
            headers.put(
                    header.substring(0, colon).toLowerCase(Locale.ROOT),
                    header.substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
        String[] parts = line.split(" ");
        String[] target = parts[1].split("\\?", 2);
        Map<String, String> query = new HashMap<>();
        if (target.length == 2) {
            for (String pair : target[1].split("&")) {
                String[] both = pair.split("=", 2);
                query.put(decode(both[0]), decode(both[1]));
            }
        }
        return new Request(parts[0], decode(target[0]), query, headers, body);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    /** Ends every connection, as a daemon does that restarts. */
    @Override
    public void close() throws IOException {
        server.close();
        for (SocketChannel connection : open) {
            connection.close();
        }
        Files.deleteIfExists(socket);
    }

    /** At once, or in pieces. */
    static final class Answer {
        private final OutputStream out;
        private boolean inPieces;

        private Answer(OutputStream out) {
            this.out = out;
        }

        void json(int status, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            head(status, "Content-Type: application/json\r\nContent-Length: " + bytes.length);
            out.write(bytes);
            out.flush();
        }

        void empty(int status) throws IOException {
            head(status, status == 204 || status == 304 ? "Server: stand-in" : "Content-Length: 0");
        }

        void begin(String contentType) throws IOException {
            inPieces = true;
            head(200, "Content-Type: " + contentType + "\r\nTransfer-Encoding: chunked");
        }

        void piece(byte[] bytes) throws IOException {
            out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(bytes);
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        private void head(int status, String headers) throws IOException {
            out.write(("HTTP/1.1 " + status + " -\r\n" + headers + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush();
        }

        private void end() throws IOException {
            if (inPieces) {
                out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
            }
        }
    }
}
