package dev.yardmaster.gateway.proxy;

import dev.yardmaster.gateway.metrics.ErrorKind;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import org.jspecify.annotations.Nullable;

/** One try at one engine. After {@link #cancel}, or once it is over, its listener hears nothing more. */
final class Attempt {
    /** Called on the event loop; {@link #broke} and {@link #complete} are the last call. */
    interface Listener {
        void head(HttpClientResponse response);

        void piece(Buffer piece);

        void complete();

        void broke(ErrorKind kind);
    }

    private final Listener listener;
    private @Nullable HttpClientRequest request;
    private @Nullable HttpClientResponse response;
    private boolean over;

    Attempt(Listener listener) {
        this.listener = listener;
    }

    void start(HttpClient client, RequestOptions options, Buffer body) {
        client.request(options).onComplete(result -> connected(result, body));
    }

    private void connected(AsyncResult<HttpClientRequest> result, Buffer body) {
        if (result.failed()) {
            broke(ErrorKind.CONNECT);
            return;
        }
        HttpClientRequest opened = result.result();
        if (over) {
            opened.exceptionHandler(_ -> {});
            opened.reset();
            return;
        }
        request = opened;
        opened.exceptionHandler(_ -> broke(ErrorKind.BROKEN));
        opened.response().onComplete(this::answered);
        opened.end(body);
    }

    private void answered(AsyncResult<HttpClientResponse> result) {
        if (over) {
            return;
        }
        if (result.failed()) {
            broke(ErrorKind.BROKEN);
            return;
        }
        HttpClientResponse answer = result.result();
        response = answer;
        answer.exceptionHandler(_ -> broke(ErrorKind.BROKEN));
        answer.handler(this::piece);
        answer.endHandler(_ -> complete());
        listener.head(answer);
    }

    private void piece(Buffer piece) {
        if (!over) {
            listener.piece(piece);
        }
    }

    private void complete() {
        if (!over) {
            over = true;
            listener.complete();
        }
    }

    private void broke(ErrorKind kind) {
        if (!over) {
            over = true;
            listener.broke(kind);
        }
    }

    /** Ends it at the engine too: its connection is closed, which is how HTTP/1.1 says so. */
    void cancel() {
        over = true;
        if (request != null) {
            request.reset();
        }
    }

    void pause() {
        if (response != null && !over) {
            response.pause();
        }
    }

    void resume() {
        if (response != null && !over) {
            response.resume();
        }
    }
}
