package dev.yardmaster.gateway.proxy;

import dev.yardmaster.gateway.metrics.CancelPhase;
import dev.yardmaster.gateway.metrics.ErrorKind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes a request's body whole, once: it is needed again when another instance must be tried. A body that comes in one
 * piece is not copied.
 */
final class BodyReader implements Deadlines.Waiting {
    private static final int FIRST_GUESS = 64 * 1024;

    private final Loop loop;
    private final HttpServerRequest request;
    private final Consumer<Bytes> whole;
    private final Consumer<Refusal> refused;
    private final long start = System.nanoTime();
    private @Nullable Buffer one;
    private @Nullable Buffer joined;
    private boolean over;

    BodyReader(Loop loop, HttpServerRequest request, Consumer<Bytes> whole, Consumer<Refusal> refused) {
        this.loop = loop;
        this.request = request;
        this.whole = whole;
        this.refused = refused;
    }

    void read() {
        if (declaredLength() > loop.settings().maxBody()) {
            refuse(tooLarge());
            return;
        }
        request.handler(this::piece);
        request.endHandler(_ -> end());
        request.exceptionHandler(_ -> broke());
        loop.deadlines().add(this);
    }

    private long declaredLength() {
        String length = request.getHeader("content-length");
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    private void piece(Buffer piece) {
        if (over) {
            return;
        }
        int before = joined != null ? joined.length() : one != null ? one.length() : 0;
        if (before + (long) piece.length() > loop.settings().maxBody()) {
            refuse(tooLarge());
        } else if (one == null) {
            one = piece;
        } else {
            join(one, piece);
        }
    }

    private void join(Buffer first, Buffer piece) {
        if (joined == null) {
            joined = Buffer.buffer(Math.max(FIRST_GUESS, 2 * first.length())).appendBuffer(first);
        }
        joined.appendBuffer(piece);
    }

    private void end() {
        if (over) {
            return;
        }
        finish();
        Buffer all = joined != null ? joined : one != null ? one : Buffer.buffer();
        whole.accept(Bytes.of(all));
    }

    private void broke() {
        if (!over) {
            finish();
            loop.metrics().nowhere().cancelled(CancelPhase.BODY);
        }
    }

    private Refusal tooLarge() {
        return Refusal.of(
                ErrorKind.BODY_TOO_LARGE,
                "The body is larger than " + loop.settings().maxBody()
                        + " bytes, which is the most this gateway takes.");
    }

    private void refuse(Refusal refusal) {
        finish();
        one = null;
        joined = null;
        refused.accept(refusal);
    }

    private void finish() {
        over = true;
        loop.deadlines().remove(this);
    }

    @Override
    public void check(long now) {
        if (!over && now - start > loop.settings().timeouts().body().toNanos()) {
            refuse(Refusal.of(ErrorKind.SLOW_BODY, "The request's body did not arrive in time."));
        }
    }
}
