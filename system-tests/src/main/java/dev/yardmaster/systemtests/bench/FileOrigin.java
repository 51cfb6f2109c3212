package dev.yardmaster.systemtests.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A plain web server in a process of its own that hands files from the page cache to the socket without copying them;
 * optionally late by a fixed time and slow on each connection. Makes its files first, and writes their digests beside them.
 * To clients of the Hugging Face hub it is a hub with one model.
 */
public final class FileOrigin {
    /** Its one model, and the commit of it. */
    static final String ONE_MODEL = "bench/model";

    static final String COMMIT = "c".repeat(40);

    private static final Pattern RANGE = Pattern.compile("(?i)\r\nrange: bytes=(\\d+)-(\\d*)");
    private static final Pattern RESOLVED = Pattern.compile("/" + ONE_MODEL + "/resolve/[^/]+/(part-[0-9]+)");
    private static final int PIECE = 1 << 20;
    private static final int SLICE = 1 << 18;

    private final Path directory;
    private final long lateMillis;
    private final long bytesPerSecond;

    private FileOrigin(Path directory, long lateMillis, long bytesPerSecond) {
        this.directory = directory;
        this.lateMillis = lateMillis;
        this.bytesPerSecond = bytesPerSecond;
    }

    /** {@code PORT DIRECTORY FILES BYTES-EACH LATE-MILLIS BYTES-PER-SECOND}, the last 0 where there is no cap. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[1]);
        make(directory, Integer.parseInt(arguments[2]), Long.parseLong(arguments[3]));
        var origin = new FileOrigin(directory, Long.parseLong(arguments[4]), Long.parseLong(arguments[5]));
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])), 256);
            while (true) {
                SocketChannel connection = server.accept();
                Thread.ofPlatform().daemon().start(() -> origin.serve(connection));
            }
        }
    }

    private static void make(Path directory, int files, long bytes) throws IOException, NoSuchAlgorithmException {
        Files.createDirectories(directory);
        StringBuilder digests = new StringBuilder();
        for (int i = 0; i < files; i++) {
            SplittableRandom random = new SplittableRandom(i);
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] piece = new byte[PIECE];
            try (FileChannel out = FileChannel.open(
                    directory.resolve("part-" + i), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                for (long at = 0; at < bytes; at += PIECE) {
                    random.nextBytes(piece);
                    int length = (int) Math.min(PIECE, bytes - at);
                    digest.update(piece, 0, length);
                    out.write(ByteBuffer.wrap(piece, 0, length));
                }
                out.force(true);
            }
            digests.append(HexFormat.of().formatHex(digest.digest())).append('\n');
        }
        Files.writeString(directory.resolve("digests"), digests);
    }

    private void serve(SocketChannel connection) {
        try (connection) {
            ByteBuffer request = ByteBuffer.allocate(1 << 14);
            while (read(connection, request)) {
                answer(connection, new String(request.array(), 0, request.position(), StandardCharsets.ISO_8859_1));
                request.clear();
            }
        } catch (IOException e) {
            // The other side has had enough.
            return;
        }
    }

    private static boolean read(SocketChannel connection, ByteBuffer request) throws IOException {
        do {
            if (connection.read(request) < 0) {
                return false;
            }
        } while (!new String(request.array(), 0, request.position(), StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n"));
        return true;
    }

    private void answer(SocketChannel connection, String request) throws IOException {
        LockSupport.parkNanos(lateMillis * 1_000_000);
        String path = request.split(" ")[1];
        if (path.equals("/api/models/" + ONE_MODEL + "/revision/" + COMMIT)) {
            connection.write(ByteBuffer.wrap(model().getBytes(StandardCharsets.US_ASCII)));
            return;
        }
        Matcher resolved = RESOLVED.matcher(path);
        boolean hub = resolved.matches();
        String name = hub ? resolved.group(1) : path.substring(1);
        if (!name.matches("part-[0-9]+|digests")) {
            connection.write(ByteBuffer.wrap(
                    "HTTP/1.1 404 None\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));
            return;
        }
        try (FileChannel file = FileChannel.open(directory.resolve(name), StandardOpenOption.READ)) {
            Matcher range = RANGE.matcher(request);
            boolean part = range.find();
            long from = part ? Long.parseLong(range.group(1)) : 0;
            long to = part && !range.group(2).isEmpty() ? Long.parseLong(range.group(2)) + 1 : file.size();
            String head = (part
                            ? "HTTP/1.1 206 Part\r\nContent-Range: bytes " + from + "-" + (to - 1) + "/" + file.size()
                            : "HTTP/1.1 200 OK")
                    + "\r\nContent-Length: " + (to - from) + "\r\nX-Repo-Commit: " + COMMIT + "\r\nETag: \""
                    + (hub ? digest(name) : name) + "\"\r\n\r\n";
            connection.write(ByteBuffer.wrap(head.getBytes(StandardCharsets.US_ASCII)));
            if (!request.startsWith("HEAD ")) {
                send(file, from, to, connection);
            }
        }
    }

    private String digest(String name) throws IOException {
        return Files.readAllLines(directory.resolve("digests")).get(Integer.parseInt(name.substring("part-".length())));
    }

    private String model() throws IOException {
        int files = Files.readAllLines(directory.resolve("digests")).size();
        String body = IntStream.range(0, files)
                .mapToObj(i -> "{\"rfilename\":\"part-" + i + "\"}")
                .collect(Collectors.joining(
                        ",",
                        "{\"id\":\"" + ONE_MODEL + "\",\"sha\":\"" + COMMIT + "\",\"private\":false,\"siblings\":[",
                        "]}"));
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    private void send(FileChannel file, long from, long to, SocketChannel connection) throws IOException {
        long began = System.nanoTime();
        for (long at = from; at < to; ) {
            long length = bytesPerSecond == 0 ? to - at : Math.min(SLICE, to - at);
            at += file.transferTo(at, length, connection);
            if (bytesPerSecond > 0) {
                long due = began + (long) ((at - from) * 1e9 / bytesPerSecond);
                LockSupport.parkNanos(due - System.nanoTime());
            }
        }
    }
}
