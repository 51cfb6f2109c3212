package dev.yardmaster.gateway.proxy;

import dev.yardmaster.gateway.metrics.ErrorKind;
import dev.yardmaster.gateway.metrics.Series;
import dev.yardmaster.gateway.routes.Instance;
import dev.yardmaster.gateway.routes.ServedRoute;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One request from the choice of an instance to the end of its answer, on one event loop. Until the first byte goes to
 * the client another instance may be tried; from then on the answer is that instance's.
 */
final class Exchange implements Attempt.Listener, ClientSide.Listener, Deadlines.Waiting {
    private static final int NO_STATUS = 0;

    /** The engine does not take the key that the route table has for it: nothing that the client could mend. */
    private static final int KEY_REFUSED = 401;

    private final Loop loop;
    private final Call call;
    private final ServedRoute route;
    private final Tries tries;
    private final ClientSide client;
    private final Meter meter;
    private final Pace pace;

    private @Nullable Trial trial;
    private Optional<String> retryAfter = Optional.empty();
    private boolean committed;
    private boolean over;

    /** The instance that is being tried, with what is known of its answer. */
    private static final class Trial {
        final Instance instance;
        final Attempt attempt;

        @Nullable
        HttpClientResponse head;

        @Nullable
        AnswerReader reader;

        boolean stream;

        Trial(Instance instance, Attempt attempt) {
            this.instance = instance;
            this.attempt = attempt;
        }

        Series series() {
            return instance.series();
        }
    }

    Exchange(Loop loop, Call call, ServedRoute route) {
        this.loop = loop;
        this.call = call;
        this.route = route;
        this.tries = new Tries(route.select());
        this.client = new ClientSide(call.request(), this);
        this.meter = new Meter(call.start());
        this.pace = new Pace(loop.settings().timeouts(), call.start());
    }

    void start() {
        client.watch();
        Optional<Instance> first = tries.first();
        if (first.isPresent()) {
            loop.deadlines().add(this);
            attempt(first.get());
        } else {
            refuseWithoutInstance();
        }
    }

    private void refuseWithoutInstance() {
        over = true;
        var refusal = Refusal.of(
                        ErrorKind.NO_READY_INSTANCE, "The model '" + route.name() + "' has no instance that is ready.")
                .retryAfter("5");
        route.series().failed(refusal.kind());
        route.series().answered(refusal.kind().status(), System.nanoTime() - call.start());
        client.refuse(refusal);
    }

    private void attempt(Instance instance) {
        var attempt = new Attempt(this);
        trial = new Trial(instance, attempt);
        pace.tryBegins(System.nanoTime());
        instance.state().began();
        instance.series().began();
        Buffer body = call.bodyFor(instance);
        long connectMillis = loop.settings().timeouts().connect().toMillis();
        attempt.start(loop.client(), call.headFor(instance, connectMillis, body.length()), body);
    }

    private Trial current() {
        return Objects.requireNonNull(trial);
    }

    @Override
    public void head(HttpClientResponse head) {
        Trial current = current();
        current.head = head;
        int status = head.statusCode();
        if (status == 502 || status == 503 || status == KEY_REFUSED) {
            ErrorKind kind = unable(current, head);
            if (tries.couldGoOn() || status == KEY_REFUSED) {
                current.attempt.cancel();
                goOn(current, kind);
                return;
            }
        } else {
            current.instance.state().succeeded();
            if (status >= 500) {
                current.series().failed(ErrorKind.ENGINE_STATUS);
            }
        }
        String type = head.getHeader("content-type");
        current.stream = type != null && type.startsWith("text/event-stream");
        current.reader =
                AnswerReader.of(current.stream, call.hidesUsage(), meter, current.series(), this::passToClient);
    }

    /** A full engine says when to come back, and is none the worse for it; any other one is left out for a while. */
    private ErrorKind unable(Trial current, HttpClientResponse head) {
        String after = head.getHeader("retry-after");
        boolean busy = head.statusCode() == 503 && after != null;
        if (busy) {
            retryAfter = Optional.of(after);
            current.instance.state().succeeded();
        } else {
            current.instance.state().failedForCertain();
        }
        ErrorKind kind = busy ? ErrorKind.BUSY : ErrorKind.UNAVAILABLE;
        current.series().failed(kind);
        return kind;
    }

    /** To the next instance, or to the end when there is none. */
    private void goOn(Trial failed, ErrorKind kind) {
        Optional<Instance> next = tries.after(failed.instance, kind);
        if (next.isPresent()) {
            failed.series().retried();
            release(failed);
            attempt(next.get());
            return;
        }
        Refusal refusal = retryAfter
                .map(seconds -> Trouble.of(ErrorKind.BUSY).retryAfter(seconds))
                .orElseGet(() -> Trouble.of(kind));
        finish(refusal.kind().status());
        client.refuse(refusal);
    }

    @Override
    public void piece(Buffer piece) {
        long now = System.nanoTime();
        pace.piece(now);
        AnswerReader reader = current().reader;
        if (reader != null && !reader.feed(piece, now)) {
            current().attempt.cancel();
            broke(ErrorKind.BROKEN);
        }
    }

    private void passToClient(Buffer bytes) {
        if (!committed) {
            commit();
        }
        client.write(bytes);
    }

    /** From here on the client has an answer's head. */
    private void commit() {
        committed = true;
        Trial current = current();
        HttpClientResponse head = Objects.requireNonNull(current.head);
        HttpServerResponse response = client.response();
        response.setStatusCode(head.statusCode());
        Headers.toClient(head.headers(), response.headers(), !current.stream);
        response.putHeader(Headers.INSTANCE, current.instance.id());
        response.putHeader(Headers.REVISION, current.instance.revision());
    }

    @Override
    public void complete() {
        AnswerReader reader = current().reader;
        if (reader != null) {
            reader.finish();
        }
        if (!committed) {
            commit();
        }
        finish(status());
        client.end();
    }

    @Override
    public void broke(ErrorKind kind) {
        Trial current = current();
        current.series().failed(kind);
        if (kind == ErrorKind.CONNECT) {
            current.instance.state().failedForCertain();
        } else {
            current.instance.state().failedPossibly();
        }
        if (committed) {
            breakOff(kind);
        } else {
            goOn(current, kind);
        }
    }

    @Override
    public void check(long now) {
        pace.overdue(now).ifPresent(this::timeOut);
    }

    private void timeOut(ErrorKind kind) {
        Trial current = current();
        current.attempt.cancel();
        current.series().failed(kind);
        if (kind == ErrorKind.FIRST_BYTE_TIMEOUT || kind == ErrorKind.IDLE_TIMEOUT) {
            current.instance.state().failedPossibly();
        }
        if (committed) {
            breakOff(kind);
        } else {
            finish(kind.status());
            client.refuse(Trouble.of(kind));
        }
    }

    /** The client has a part of the answer: a stream can say why it ends, anything else can only break. */
    private void breakOff(ErrorKind kind) {
        finish(status());
        if (current().stream && kind != ErrorKind.CLIENT_STALLED) {
            client.endAndClose(Buffer.buffer(Trouble.of(kind).event().getBytes(StandardCharsets.UTF_8)));
        } else {
            client.abort();
        }
    }

    @Override
    public void left() {
        if (over) {
            return;
        }
        Trial current = current();
        current.attempt.cancel();
        current.series().cancelled(meter.phase(committed, current.stream));
        finish(committed ? status() : NO_STATUS);
    }

    @Override
    public void full() {
        if (!over) {
            pace.pause(System.nanoTime());
            current().attempt.pause();
        }
    }

    @Override
    public void drained() {
        if (!over) {
            pace.resume(System.nanoTime());
            current().attempt.resume();
        }
    }

    private int status() {
        HttpClientResponse head = current().head;
        return head == null ? NO_STATUS : head.statusCode();
    }

    private void finish(int status) {
        Trial current = current();
        over = true;
        loop.deadlines().remove(this);
        release(current);
        current.series().answered(status, System.nanoTime() - call.start());
        meter.settle(current.series(), status, current.stream);
    }

    private static void release(Trial trial) {
        trial.instance.state().ended();
        trial.series().ended();
    }
}
