package dev.yardmaster.agent.weights.peer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.yardmaster.agent.platform.Json;
import dev.yardmaster.agent.weights.transfer.Bandwidth;
import dev.yardmaster.agent.weights.transfer.ChunkView;
import dev.yardmaster.agent.weights.transfer.Chunks;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gives this node's weights to others that come with a ticket; bounded in number and in bandwidth. */
public final class PeerServer implements HttpHandler, AutoCloseable {
    /** Where it has to be reachable on the agent's port. */
    public static final String PATH = "/peer/v1/";

    private static final Pattern ADDRESS =
            Pattern.compile("/peer/v1/weights/([A-Za-z0-9._-]{1,200})/(?:(chunks)|files/([^?#]{1,3000}))");
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{1,18})");
    private static final long LONGEST_RANGE = 64L * Chunks.USUAL_BYTES;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration NAP = Duration.ofMillis(300);
    private static final Duration VIEWS_KEPT = Duration.ofSeconds(20);
    private static final int MOST_LISTENERS = 256;
    private static final int PIECE = 1 << 18;
    private static final String BEARER = "Bearer ";

    private final SharedWeights weights;
    private final PeerTickets tickets;
    private final KnownHashes hashes;
    private final Activity activity;
    private final Semaphore uploads;
    private final Semaphore listeners = new Semaphore(MOST_LISTENERS);
    private final Bandwidth bandwidth;
    private final Map<String, Arrivals> arrivals = new ConcurrentHashMap<>();
    private final LongAdder sent = new LongAdder();
    private final LongAdder turnedAway = new LongAdder();
    private final String boot = UUID.randomUUID().toString().substring(0, 8);

    /**
     * @param most uploads at once
     * @param bandwidth of all uploads together
     */
    PeerServer(
            SharedWeights weights,
            PeerTickets tickets,
            KnownHashes hashes,
            Activity activity,
            int most,
            Bandwidth bandwidth) {
        this.weights = weights;
        this.tickets = tickets;
        this.hashes = hashes;
        this.activity = activity;
        this.uploads = new Semaphore(most);
        this.bandwidth = bandwidth;
    }

    /** Bytes given to others since this process began. */
    public long sentBytes() {
        return sent.sum();
    }

    /** Requests that were told to come later. */
    public long turnedAway() {
        return turnedAway.sum();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Matcher address = ADDRESS.matcher(exchange.getRequestURI().getRawPath());
            if (!exchange.getRequestMethod().equals("GET") || !address.matches()) {
                exchange.sendResponseHeaders(404, -1);
            } else if (allowed(exchange, address.group(1)).isEmpty()) {
                exchange.sendResponseHeaders(401, -1);
            } else if (address.group(2) != null) {
                limited(exchange, listeners, () -> news(exchange, address.group(1)));
            } else {
                String path = URLDecoder.decode(address.group(3), StandardCharsets.UTF_8);
                limited(exchange, uploads, () -> bytes(exchange, address.group(1), path));
            }
        }
    }

    private Optional<String> allowed(HttpExchange exchange, String modelKey) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .filter(h -> h.startsWith(BEARER))
                .flatMap(h -> tickets.check(h.substring(BEARER.length()), modelKey));
    }

    private interface Work {
        void run() throws IOException;
    }

    private void limited(HttpExchange exchange, Semaphore most, Work work) throws IOException {
        if (!most.tryAcquire()) {
            turnedAway.increment();
            exchange.getResponseHeaders().set("Retry-After", "1");
            exchange.sendResponseHeaders(503, -1);
            return;
        }
        try {
            work.run();
        } finally {
            most.release();
        }
    }

    private void news(HttpExchange exchange, String modelKey) throws IOException {
        Map<String, String> query = query(exchange.getRequestURI());
        int after = number(query.getOrDefault("after", "0"), Integer.MAX_VALUE);
        String known = query.getOrDefault("boot", "");
        long wait = number(query.getOrDefault("waitMillis", "0"), (int) LONGEST_WAIT.toMillis());
        long until = System.nanoTime() + Duration.ofMillis(wait).toNanos();
        Arrivals chunks = arrivals.computeIfAbsent(modelKey, k -> new Arrivals(weights, hashes, k));
        Optional<ChunkNews> news = look(chunks, modelKey, known, after);
        while (news.filter(n -> !n.whole() && n.chunks().isEmpty() && n.boot().equals(known))
                        .isPresent()
                && System.nanoTime() - until < 0) {
            nap(NAP.toNanos());
            news = look(chunks, modelKey, known, after);
        }
        if (news.isEmpty()) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        byte[] body = Json.mapper().writeValueAsBytes(news.get());
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private Optional<ChunkNews> look(Arrivals chunks, String modelKey, String known, int after) throws IOException {
        return chunks.after(known, after, boot, activity.idleMillis(modelKey));
    }

    private void bytes(HttpExchange exchange, String modelKey, String path) throws IOException {
        Optional<ChunkView> view =
                weights.find(modelKey).filter(s -> s.paths().contains(path)).isEmpty()
                        ? Optional.empty()
                        : arrivals.computeIfAbsent(modelKey, k -> new Arrivals(weights, hashes, k))
                                .view(path);
        if (view.isEmpty()) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        Chunks chunks = view.get().chunks();
        Matcher range =
                RANGE.matcher(Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range"))
                        .orElse(""));
        long from = range.matches() ? Long.parseLong(range.group(1)) : 0;
        long to = range.matches() ? Long.parseLong(range.group(2)) + 1 : 0;
        if (to <= from || to > chunks.size() || to - from > LONGEST_RANGE) {
            exchange.sendResponseHeaders(416, -1);
        } else if (!here(view.get(), from, to)) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + chunks.size());
            exchange.sendResponseHeaders(206, to - from);
            send(view.get(), from, to, exchange.getResponseBody());
        }
    }

    private static boolean here(ChunkView view, long from, long to) {
        Chunks chunks = view.chunks();
        for (int chunk = chunks.at(from); chunk <= chunks.at(to - 1); chunk++) {
            if (!view.has(chunk)) {
                return false;
            }
        }
        return true;
    }

    private void send(ChunkView view, long from, long to, OutputStream out) throws IOException {
        byte[] piece = new byte[PIECE];
        for (long at = from; at < to; ) {
            int length = (int) Math.min(PIECE, to - at);
            view.read(at, ByteBuffer.wrap(piece, 0, length));
            nap(bandwidth.take(length, System.nanoTime()));
            out.write(piece, 0, length);
            sent.add(length);
            at += length;
        }
    }

    private static void nap(long nanos) throws IOException {
        try {
            if (nanos > 0) {
                TimeUnit.NANOSECONDS.sleep(nanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the agent ends", e);
        }
    }

    private static Map<String, String> query(URI address) {
        return Stream.of(Optional.ofNullable(address.getRawQuery()).orElse("").split("&"))
                .map(p -> p.split("=", 2))
                .filter(p -> p.length == 2)
                .collect(Collectors.toMap(p -> p[0], p -> p[1], (first, _) -> first));
    }

    private static int number(String text, int most) {
        return text.matches("\\d{1,9}") ? Math.min(most, Integer.parseInt(text)) : 0;
    }

    /** Lets go of files that nobody has asked for lately, so that what was evicted leaves the disk. */
    public void tidy() throws IOException {
        for (Iterator<Arrivals> all = arrivals.values().iterator(); all.hasNext(); ) {
            Arrivals some = all.next();
            if (some.isIdle(VIEWS_KEPT)) {
                all.remove();
                some.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Arrivals some : arrivals.values()) {
            some.close();
        }
    }
}
