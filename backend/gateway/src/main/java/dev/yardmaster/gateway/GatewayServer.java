package dev.yardmaster.gateway;

import dev.yardmaster.gateway.config.ConfigurationException;
import dev.yardmaster.gateway.config.Settings;
import dev.yardmaster.gateway.feed.HttpRouteSource;
import dev.yardmaster.gateway.feed.RouteFeed;
import dev.yardmaster.gateway.feed.Snapshot;
import dev.yardmaster.gateway.feed.TokenSource;
import dev.yardmaster.gateway.metrics.Metrics;
import dev.yardmaster.gateway.proxy.Worker;
import dev.yardmaster.gateway.routes.CurrentRoutes;
import dev.yardmaster.gateway.routes.Ejection;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.transport.Transport;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** A running gateway. */
public final class GatewayServer {
    private static final Duration SERVER_MAY_WAIT = Duration.ofSeconds(25);
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Settings settings;
    private final Vertx vertx;
    private final RouteFeed feed;
    private final List<Worker> workers;

    private final AtomicBoolean stopping = new AtomicBoolean();

    private GatewayServer(Settings settings, Vertx vertx, RouteFeed feed, List<Worker> workers) {
        this.settings = settings;
        this.vertx = vertx;
        this.feed = feed;
        this.workers = workers;
    }

    /**
     * Listens as soon as this returns; the route table comes when it comes.
     *
     * @throws ConfigurationException when it cannot listen where it should
     */
    public static GatewayServer start(Settings settings) throws InterruptedException {
        return start(settings, Ejection.USUAL);
    }

    static GatewayServer start(Settings settings, Ejection ejection) throws InterruptedException {
        Vertx vertx = vertx(settings);
        Clock clock = Clock.systemUTC();
        var metrics = new Metrics(clock);
        var routes = new CurrentRoutes(metrics, ejection);
        var feed = new RouteFeed(
                routes,
                new HttpRouteSource(vertx.createHttpClient(), settings.server(), SERVER_MAY_WAIT),
                new TokenSource(settings.token(), settings.tokenFile()),
                new Snapshot(settings.home().resolve("gateway")),
                clock);
        feed.start();
        List<Worker> workers = Stream.generate(() -> new Worker(settings, routes, metrics, feed::state))
                .limit(settings.eventLoops())
                .toList();
        var server = new GatewayServer(settings, vertx, feed, workers);
        server.listen();
        return server;
    }

    private void listen() throws InterruptedException {
        try {
            await(Future.all(workers.stream().map(vertx::deployVerticle).toList()), START);
        } catch (ExecutionException e) {
            abandon();
            throw cannotListen(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            abandon();
            throw new ConfigurationException("listening on " + where() + " took too long");
        }
    }

    private void abandon() {
        feed.close();
        vertx.close();
    }

    private ConfigurationException cannotListen(Throwable cause) {
        boolean taken = String.valueOf(cause.getMessage()).contains("in use");
        return new ConfigurationException(
                taken
                        ? "port " + settings.port() + " on " + settings.host()
                                + " is taken; free it or set YARD_GATEWAY_PORT to another one"
                        : "cannot listen on " + where() + " (YARD_GATEWAY_HOST, YARD_GATEWAY_PORT): "
                                + cause.getMessage());
    }

    private String where() {
        return settings.host() + ":" + settings.port();
    }

    public int port() {
        return workers.getFirst().port();
    }

    /** Lets requests in flight end first. Returns after the drain time at the latest, and a few seconds. */
    public void stop() throws InterruptedException {
        if (!stopping.compareAndSet(false, true)) {
            return;
        }
        feed.close();
        try {
            await(
                    Future.join(workers.stream().map(Worker::drain).toList()),
                    settings.timeouts().drain().plus(CLOSE));
        } catch (ExecutionException | TimeoutException e) {
            System.getLogger(GatewayServer.class.getName())
                    .log(System.Logger.Level.WARNING, "not all requests ended in time");
        }
        try {
            await(vertx.close(), CLOSE);
        } catch (ExecutionException | TimeoutException e) {
            System.getLogger(GatewayServer.class.getName()).log(System.Logger.Level.WARNING, "closing took too long");
        }
    }

    private static void await(Future<?> future, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        future.toCompletionStage().toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Vertx vertx(Settings settings) {
        var options = new VertxOptions()
                .setEventLoopPoolSize(settings.eventLoops())
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
        return Vertx.builder().with(options).withTransport(transport(settings)).build();
    }

    private static Transport transport(Settings settings) {
        Transport epoll = Transport.EPOLL;
        boolean epollWorks = epoll != null && epoll.available();
        return switch (settings.transport()) {
            case AUTO -> epollWorks ? epoll : Transport.NIO;
            case NIO -> Transport.NIO;
            case EPOLL -> {
                if (!epollWorks) {
                    throw new ConfigurationException("YARD_GATEWAY_TRANSPORT is 'epoll', which does not load here");
                }
                yield epoll;
            }
        };
    }
}
