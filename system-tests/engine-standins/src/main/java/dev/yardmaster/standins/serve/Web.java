package dev.yardmaster.standins.serve;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.yardmaster.standins.cli.Ended;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A port that answers; it listens from the moment it is opened. */
public final class Web {
    private static final int BACKLOG = 256;

    private final HttpServer server;
    private final List<Route> routes = new ArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private volatile Gate gate = _ -> false;
    private volatile Handler otherwise = call -> call.reply(404, Json.of("detail", "Not Found"));

    /** Answers a request. */
    public interface Handler {
        void handle(Call call) throws IOException;
    }

    /** Answers a request in place of its handler, and says that it did. */
    public interface Gate {
        boolean answered(Call call) throws IOException;
    }

    private record Route(String method, Pattern path, Handler handler) {}

    private Web(HttpServer server) {
        this.server = server;
    }

    /** @throws Ended where the address cannot be had, in uvicorn's words */
    public static Web open(String host, int port) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(host, port), BACKLOG);
            Web web = new Web(server);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", web::serve);
            server.start();
            return web;
        } catch (IOException e) {
            throw new Ended(
                    1,
                    "ERROR:    [Errno 98] error while attempting to bind on address ('" + host + "', " + port
                            + "): address already in use");
        }
    }

    /** Parts in braces match one step of a path. */
    public Web on(String method, String path, Handler handler) {
        Pattern pattern = Pattern.compile(path.replaceAll("\\{[^}]*}", "([^/]+)"));
        synchronized (routes) {
            routes.add(new Route(method, pattern, handler));
        }
        return this;
    }

    public Web gate(Gate asked) {
        gate = asked;
        return this;
    }

    public Web otherwise(Handler handler) {
        otherwise = handler;
        return this;
    }

    /** Requests that are being answered. */
    public int open() {
        return open.get();
    }

    public void close() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) {
        open.incrementAndGet();
        Call plain = new Call(exchange, List.of());
        try {
            if (!gate.answered(plain)) {
                dispatch(exchange, plain);
            }
        } catch (IOException e) {
            plain.abandon();
        } finally {
            open.decrementAndGet();
        }
    }

    private void dispatch(HttpExchange exchange, Call plain) throws IOException {
        List<Route> now;
        synchronized (routes) {
            now = List.copyOf(routes);
        }
        boolean known = false;
        for (Route route : now) {
            Matcher matcher = route.path().matcher(plain.path());
            if (matcher.matches()) {
                known = true;
                if (route.method().equals(plain.method())) {
                    List<String> parts = IntStream.rangeClosed(1, matcher.groupCount())
                            .mapToObj(matcher::group)
                            .toList();
                    route.handler().handle(new Call(exchange, parts));
                    return;
                }
            }
        }
        if (known) {
            plain.reply(405, Json.of("detail", "Method Not Allowed"));
        } else {
            otherwise.handle(plain);
        }
    }
}
