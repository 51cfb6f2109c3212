package dev.yardmaster.server.catalog.source;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;

/** A store that speaks a protocol as its documents say, over real HTTP; what it holds can be changed. */
public abstract class StandIn implements SourceContract.StandInShelf {
    private final HttpServer server;
    private final String prefix;

    /** Keys and contents. */
    protected final SortedMap<String, byte[]> objects = Collections.synchronizedSortedMap(new TreeMap<>());

    /** Methods and addresses, as they came. */
    public final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    private volatile int failure;

    /** @param prefix put before what tests put */
    @SuppressWarnings("this-escape") // Nobody asks before the test that makes it goes on.
    protected StandIn(String prefix) {
        this.prefix = prefix;
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    /** One request. */
    public record Asked(String method, String path, Map<String, String> query, String rawQuery, HttpExchange exchange) {
        public String header(String name) {
            return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name))
                    .orElse("");
        }

        public String query(String name) {
            return query.getOrDefault(name, "");
        }
    }

    /** One answer. */
    public record Given(int status, Map<String, String> headers, byte[] body) {
        public static Given of(int status, String type, String body) {
            return new Given(status, Map.of("Content-Type", type), body.getBytes(StandardCharsets.UTF_8));
        }

        public static Given status(int status) {
            return of(status, "text/plain", "");
        }
    }

    @Override
    public void put(String path, String content) {
        objects.put(prefix + path, content.getBytes(StandardCharsets.UTF_8));
    }

    public final void putObject(String key, byte[] content) {
        objects.put(key, content);
    }

    @Override
    public void remove(String path) {
        objects.remove(prefix + path);
    }

    @Override
    public void failWith(int status) {
        failure = status;
    }

    public final String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    protected final byte[] object(String key) {
        return objects.getOrDefault(key, new byte[0]);
    }

    protected abstract Given answer(Asked asked) throws Exception;

    /** Content with ranges, as stores answer it. */
    protected static Given content(Asked asked, byte[] all, Map<String, String> headers) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put("Accept-Ranges", "bytes");
        String range = asked.header("Range");
        if (!range.startsWith("bytes=")) {
            return new Given(200, more, all);
        }
        String[] ends = range.substring(6).split("-", -1);
        int from = Integer.parseInt(ends[0]);
        if (from >= all.length) {
            return new Given(416, more, new byte[0]);
        }
        int to = Math.min(all.length - 1, ends[1].isEmpty() ? all.length - 1 : Integer.parseInt(ends[1]));
        more.put("Content-Range", "bytes " + from + "-" + to + "/" + all.length);
        return new Given(206, more, Arrays.copyOfRange(all, from, to + 1));
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        Asked asked = new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                query(exchange.getRequestURI().getRawQuery()),
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse(""),
                exchange);
        Given given;
        try {
            given = failure == 0 ? answer(asked) : Given.of(failure, "application/json", "{}");
        } catch (Exception e) {
            given = Given.of(500, "text/plain", e.toString());
        }
        given.headers().forEach((k, v) -> exchange.getResponseHeaders().set(k, v));
        boolean head = exchange.getRequestMethod().equals("HEAD");
        if (head) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(given.body().length));
        }
        exchange.sendResponseHeaders(given.status(), head || given.body().length == 0 ? -1 : given.body().length);
        try (OutputStream out = exchange.getResponseBody()) {
            if (!head) {
                out.write(given.body());
            }
        }
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new TreeMap<>();
        for (String pair : Optional.ofNullable(raw).orElse("").split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
