package dev.yardmaster.gateway.proxy;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The client's end of an answer. Pieces that come in one turn of the event loop are written as one; a client that reads
 * slowly is told of by {@link Listener#full}.
 */
final class ClientSide {
    private static final int JOIN_SIZE = 4096;

    /** Called on the event loop. */
    interface Listener {
        void full();

        void drained();

        void left();
    }

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Listener listener;
    private final Context loop = Vertx.currentContext();
    private @Nullable Buffer pending;
    private boolean joinable;
    private boolean scheduled;
    private boolean over;

    ClientSide(HttpServerRequest request, Listener listener) {
        this.request = request;
        this.response = request.response();
        this.listener = listener;
    }

    /** To be called before anything can happen to the client. */
    void watch() {
        response.exceptionHandler(_ -> left());
        response.closeHandler(_ -> left());
        request.exceptionHandler(_ -> left());
        response.drainHandler(_ -> drained());
    }

    HttpServerResponse response() {
        return response;
    }

    private void left() {
        if (!over) {
            over = true;
            pending = null;
            listener.left();
        }
    }

    private void drained() {
        if (!over) {
            listener.drained();
        }
    }

    void write(Buffer piece) {
        if (over) {
            return;
        }
        add(piece);
        if (!scheduled) {
            scheduled = true;
            loop.runOnContext(_ -> flush());
        }
    }

    private void add(Buffer piece) {
        Buffer before = pending;
        if (before == null) {
            pending = piece;
            joinable = false;
        } else if (joinable) {
            before.appendBuffer(piece);
        } else {
            pending = Buffer.buffer(Math.max(JOIN_SIZE, 2 * before.length()))
                    .appendBuffer(before)
                    .appendBuffer(piece);
            joinable = true;
        }
    }

    private void flush() {
        scheduled = false;
        Buffer ready = pending;
        if (over || ready == null) {
            return;
        }
        pending = null;
        if (!response.headWritten() && !response.headers().contains("content-length")) {
            response.setChunked(true);
        }
        response.write(ready);
        if (response.writeQueueFull()) {
            listener.full();
        }
    }

    void end() {
        if (over) {
            return;
        }
        over = true;
        if (pending == null) {
            response.end();
        } else {
            response.end(pending);
            pending = null;
        }
    }

    /** Ends with a last piece, and closes the connection so that nobody takes this for a complete answer. */
    void endAndClose(Buffer last) {
        if (over) {
            return;
        }
        add(last);
        over = true;
        Buffer all = Objects.requireNonNull(pending);
        pending = null;
        var written = response.end(all);
        if (request.version() != HttpVersion.HTTP_2) {
            written.onComplete(_ -> request.connection().close());
        }
    }

    /** Breaks the answer off in a way that the client can tell. */
    void abort() {
        if (!over) {
            over = true;
            pending = null;
            response.reset();
        }
    }

    /** Nothing was sent yet: the answer is one of ours. */
    void refuse(Refusal refusal) {
        if (!over) {
            over = true;
            pending = null;
            Answers.refuse(request, refusal);
        }
    }
}
