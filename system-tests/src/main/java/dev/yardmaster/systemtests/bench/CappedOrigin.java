package dev.yardmaster.systemtests.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A process that answers as a public model hub does, sends no more than so many bytes a second over all connections, and
 * counts them ({@code GET /sent}). Every repository has the same number of files with content of its own. Arguments: port,
 * bytes of each file, number of files, bytes a second.
 */
public final class CappedOrigin {
    private static final Pattern MODEL = Pattern.compile("/api/models/([^/]+/[^/]+)(/.*)?");
    private static final Pattern FILE = Pattern.compile("/([^/]+/[^/]+)/resolve/[0-9a-f]{40}/part-(\\d+)\\.bin");
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");
    private static final int BLOCK = 1 << 20;
    private static final int PIECE = 1 << 16;

    private final long fileBytes;
    private final int files;
    private final Rate rate;
    private final LongAdder sent = new LongAdder();
    private final Map<String, String> digests = new ConcurrentHashMap<>();
    private final byte[] block = new byte[BLOCK];

    private CappedOrigin(long fileBytes, int files, long bytesPerSecond) {
        this.fileBytes = fileBytes;
        this.files = files;
        this.rate = new Rate(bytesPerSecond);
        new Random(1).nextBytes(block);
    }

    public static void main(String[] arguments) throws IOException {
        CappedOrigin origin = new CappedOrigin(
                Long.parseLong(arguments[1]), Integer.parseInt(arguments[2]), Long.parseLong(arguments[3]));
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])), 256);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                origin.answer(exchange);
            }
        });
        server.start();
    }

    /** Hands out time slots for bytes, one after the other. */
    private static final class Rate {
        private final long bytesPerSecond;
        private long freeAt = System.nanoTime();

        Rate(long bytesPerSecond) {
            this.bytesPerSecond = bytesPerSecond;
        }

        void take(int bytes) throws IOException {
            long wait;
            synchronized (this) {
                long now = System.nanoTime();
                freeAt = Math.max(freeAt, now - TimeUnit.MILLISECONDS.toNanos(20));
                freeAt += bytes * 1_000_000_000L / bytesPerSecond;
                wait = freeAt - now;
            }
            try {
                TimeUnit.NANOSECONDS.sleep(Math.max(0, wait));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Matcher model = MODEL.matcher(path);
        Matcher file = FILE.matcher(path);
        if (path.equals("/sent")) {
            text(exchange, String.valueOf(sent.sum()));
        } else if (model.matches()) {
            String repository = model.group(1);
            boolean tree = path.contains("/tree/");
            text(
                    exchange,
                    tree
                            ? tree(repository)
                            : "{\"sha\": \"" + digest(repository).substring(0, 40) + "\"}");
        } else if (file.matches()) {
            file(exchange, file.group(1) + "/" + file.group(2));
        } else {
            exchange.sendResponseHeaders(404, -1);
        }
    }

    private static void text(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private String tree(String repository) {
        return IntStream.range(0, files)
                .mapToObj(i -> "{\"type\": \"file\", \"path\": \"part-" + i + ".bin\", \"size\": " + fileBytes
                        + ", \"oid\": \"" + digest(repository).substring(0, 40) + "\", \"lfs\": {\"oid\": \""
                        + digests.computeIfAbsent(repository + "/" + i, this::contentDigest) + "\", \"size\": "
                        + fileBytes + "}}")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private void file(HttpExchange exchange, String name) throws IOException {
        Matcher range =
                RANGE.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Range")));
        boolean part = range.matches();
        long from = part ? Long.parseLong(range.group(1)) : 0;
        long to = part ? Math.min(fileBytes, Long.parseLong(range.group(2)) + 1) : fileBytes;
        exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
        if (part) {
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + fileBytes);
        }
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(part ? 206 : 200, head ? -1 : to - from);
        if (!head) {
            send(exchange.getResponseBody(), name, from, to);
        }
    }

    private void send(OutputStream out, String name, long from, long to) throws IOException {
        for (long at = from; at < to; ) {
            int within = (int) (at % BLOCK);
            int length = (int) Math.min(Math.min(PIECE, BLOCK - within), to - at);
            rate.take(length);
            out.write(block(name, at / BLOCK), within, length);
            sent.add(length);
            at += length;
        }
    }

    /** The same random bytes with a head of its own. */
    private byte[] block(String name, long index) {
        byte[] own = block.clone();
        ByteBuffer.wrap(own).putLong(index).putInt(name.hashCode());
        return own;
    }

    private String contentDigest(String name) {
        MessageDigest digest = sha256();
        for (long at = 0; at < fileBytes; at += BLOCK) {
            digest.update(block(name, at / BLOCK), 0, (int) Math.min(BLOCK, fileBytes - at));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String digest(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
