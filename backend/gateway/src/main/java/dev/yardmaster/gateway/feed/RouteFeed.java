package dev.yardmaster.gateway.feed;

import dev.yardmaster.contract.route.RouteTable;
import dev.yardmaster.gateway.feed.RouteSource.Answer;
import dev.yardmaster.gateway.routes.BadTable;
import dev.yardmaster.gateway.routes.CurrentRoutes;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedByInterruptException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Keeps the route table current, on a thread of its own. Starts from disk, follows the server, goes on with what it has
 * when the server is away. The first question after a start or a failure asks for the whole table, so that a server that
 * was set up anew and counts lower is heard too.
 */
public final class RouteFeed implements AutoCloseable {
    private static final Logger LOG = System.getLogger(RouteFeed.class.getName());
    private static final Duration BETWEEN_REPEATS = Duration.ofSeconds(1);
    private static final long WHOLE = -1;

    private final CurrentRoutes routes;
    private final RouteSource source;
    private final TokenSource tokens;
    private final Snapshot snapshot;
    private final Clock clock;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("route-feed").unstarted(this::run);

    private volatile FeedState state = FeedState.START;
    private Optional<String> token = Optional.empty();
    private Optional<String> savedUnder = Optional.empty();
    private String trouble = "";
    private int failures;
    private long after = WHOLE;

    public RouteFeed(CurrentRoutes routes, RouteSource source, TokenSource tokens, Snapshot snapshot, Clock clock) {
        this.routes = routes;
        this.source = source;
        this.tokens = tokens;
        this.snapshot = snapshot;
        this.clock = clock;
    }

    public void start() {
        thread.start();
    }

    public FeedState state() {
        return state;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            token = tokens.read();
            token.ifPresent(this::startFromDisk);
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(round());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void startFromDisk(String key) {
        try {
            Optional<RouteTable> saved = snapshot.load(key);
            if (saved.isPresent()) {
                routes.offer(saved.get());
                savedUnder = token;
                state = state.fromDisk(saved.get().madeAt());
                LOG.log(Level.INFO, "route table " + saved.get().version() + " from disk");
            }
        } catch (IOException | BadTable e) {
            LOG.log(Level.WARNING, "the route table on disk is not used: " + e.getMessage());
        }
    }

    /** One question to the server. Answers how long to wait before the next. */
    private Duration round() throws InterruptedException {
        if (token.isEmpty()) {
            token = tokens.read();
        }
        if (token.isEmpty()) {
            return failed("no token in " + tokens.describe());
        }
        return switch (source.poll(after, token.get())) {
            case Answer.Fresh(RouteTable table) -> fresh(table);
            case Answer.NothingNew _ -> current(Duration.ZERO);
            case Answer.Unauthorized(int status) -> {
                token = tokens.read();
                yield failed("it refuses the token of " + tokens.describe() + " (" + status + ")");
            }
            case Answer.Failed(String why) -> failed(why);
        };
    }

    private Duration fresh(RouteTable table) {
        try {
            Duration pause = switch (routes.offer(table)) {
                case TAKEN -> {
                    LOG.log(Level.INFO, "route table " + table.version());
                    save(table);
                    yield Duration.ZERO;
                }
                case NOTHING_NEW -> {
                    if (!savedUnder.equals(token)
                            && table.version() == routes.get().version()) {
                        save(table);
                    }
                    yield after == WHOLE ? Duration.ZERO : BETWEEN_REPEATS;
                }
            };
            return current(pause);
        } catch (BadTable e) {
            state = state.tableRefused();
            return tellAndWait("its route table " + table.version() + " is not usable: " + e.getMessage());
        }
    }

    /** A table that cannot be saved is served all the same. */
    private void save(RouteTable table) {
        try {
            snapshot.save(table, token.orElseThrow());
            savedUnder = token;
        } catch (ClosedByInterruptException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | UnsupportedOperationException e) {
            LOG.log(Level.WARNING, "the route table could not be saved to " + snapshot.file() + ": " + e.getMessage());
        }
    }

    private Duration current(Duration pause) {
        if (!trouble.isEmpty()) {
            LOG.log(Level.INFO, "the server answers again");
        }
        trouble = "";
        failures = 0;
        after = routes.get().version();
        state = state.confirmed(clock.instant());
        return pause;
    }

    private Duration failed(String why) {
        state = state.lost();
        return tellAndWait(why);
    }

    /** Says the same trouble once only. */
    private Duration tellAndWait(String why) {
        if (!why.equals(trouble)) {
            LOG.log(
                    Level.WARNING,
                    "no news from the server, going on with route table "
                            + routes.get().version() + ": " + why);
        }
        trouble = why;
        failures++;
        after = WHOLE;
        return Backoff.USUAL.after(failures, ThreadLocalRandom.current());
    }
}
