package dev.yardmaster.agent.weights.source;

import dev.yardmaster.agent.weights.transfer.ChunkSink;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/** Over any scheme, by a client that never follows redirects by itself. */
final class OkHttpReader implements HttpReader {
    private final OkHttpClient client;

    OkHttpReader(OkHttpClient client) {
        this.client = client;
    }

    @Override
    public Exchange get(URI address, Map<String, String> headers, ChunkSink sink) throws IOException {
        Request.Builder request = new Request.Builder().url(address.toString());
        headers.forEach(request::header);
        Call call = client.newCall(request.build());
        sink.onStop(call::cancel);
        return new Answer(call, call.execute());
    }

    private record Answer(Call call, Response response) implements Exchange {
        @Override
        public int status() {
            return response.code();
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.ofNullable(response.header(name));
        }

        @Override
        public Optional<Long> length() {
            long length = response.body().contentLength();
            return length < 0 ? Optional.empty() : Optional.of(length);
        }

        @Override
        public int read(ByteBuffer into) throws IOException {
            return response.body().source().read(into);
        }

        /** Cancelled first, so that the rest of a long body is not read for the sake of the connection. */
        @Override
        public void close() {
            if (!isAtEnd()) {
                call.cancel();
            }
            response.close();
        }

        private boolean isAtEnd() {
            try {
                return response.body().source().exhausted();
            } catch (IOException e) {
                return false;
            }
        }
    }
}
