package dev.yardmaster.gateway.proxy;

import dev.yardmaster.gateway.config.Settings;
import dev.yardmaster.gateway.feed.FeedState;
import dev.yardmaster.gateway.metrics.Metrics;
import dev.yardmaster.gateway.routes.CurrentRoutes;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.PoolOptions;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One event loop: a server socket shared with the others, and a client of its own. */
public final class Worker extends VerticleBase {
    /** Shorter than the keep-alive of common engines' servers (5 s), so that they do not close what we just chose. */
    private static final int KEEP_ALIVE_SECONDS = 4;

    private static final int MOST_CONNECTIONS = 20_000;
    private static final int LARGEST_HEAD = 32 * 1024;

    /** Any free port, the same one for all workers. */
    private static final int SHARED_FREE_PORT = -1;

    private final Settings settings;
    private final CurrentRoutes routes;
    private final Metrics metrics;
    private final Supplier<FeedState> feed;
    private @Nullable HttpServer server;

    public Worker(Settings settings, CurrentRoutes routes, Metrics metrics, Supplier<FeedState> feed) {
        this.settings = settings;
        this.routes = routes;
        this.metrics = metrics;
        this.feed = feed;
    }

    @Override
    public Future<?> start() {
        Clock clock = Clock.systemUTC();
        var loop = new Loop(settings, routes, metrics, client(), Deadlines.on(vertx));
        var entrance = new Entrance(loop, new Authenticator(clock), new Vitals(routes, metrics, feed, clock));
        HttpServer listening = vertx.createHttpServer(serverOptions())
                .requestHandler(entrance)
                .invalidRequestHandler(entrance::invalid);
        server = listening;
        int port = settings.port() == 0 ? SHARED_FREE_PORT : settings.port();
        return listening.listen(port, settings.host());
    }

    /** Only after {@link #start}. */
    public int port() {
        return Objects.requireNonNull(server).actualPort();
    }

    /** Takes no more connections and lets requests in flight end, up to the drain time. */
    public Future<?> drain() {
        return Objects.requireNonNull(server)
                .shutdown(settings.timeouts().drain().toMillis(), TimeUnit.MILLISECONDS);
    }

    private HttpClient client() {
        var options = new HttpClientOptions()
                .setConnectTimeout((int) settings.timeouts().connect().toMillis())
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setMaxHeaderSize(LARGEST_HEAD)
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true)
                .setDecompressionSupported(false);
        return vertx.createHttpClient(
                options, new PoolOptions().setHttp1MaxSize(MOST_CONNECTIONS).setMaxWaitQueueSize(MOST_CONNECTIONS));
    }

    private static HttpServerOptions serverOptions() {
        return new HttpServerOptions()
                .setMaxHeaderSize(LARGEST_HEAD)
                .setTcpNoDelay(true)
                .setTcpKeepAlive(true)
                .setReuseAddress(true)
                .setAcceptBacklog(4096)
                .setCompressionSupported(false)
                .setHandle100ContinueAutomatically(true);
    }
}
