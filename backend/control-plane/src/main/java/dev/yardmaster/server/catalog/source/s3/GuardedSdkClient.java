package dev.yardmaster.server.catalog.source.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/** Lets Amazon's client speak through ours, which knows where it must not go. Requests here have small bodies or none. */
final class GuardedSdkClient implements SdkHttpClient {
    private static final int MAX_BODY = 1 << 20;

    private final OkHttpClient client;

    GuardedSdkClient(OkHttpClient client) {
        this.client = client.newBuilder().callTimeout(20, TimeUnit.SECONDS).build();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest asked) {
        Call call = client.newCall(request(asked));
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return answer(call.execute());
            }

            @Override
            public void abort() {
                call.cancel();
            }
        };
    }

    private static Request request(HttpExecuteRequest asked) {
        SdkHttpRequest from = asked.httpRequest();
        Request.Builder to = new Request.Builder().url(from.getUri().toString());
        from.forEachHeader((name, values) -> {
            if (!name.equalsIgnoreCase("Host") && !name.equalsIgnoreCase("Content-Length")) {
                values.forEach(value -> to.addHeader(name, value));
            }
        });
        return to.method(from.method().name(), body(asked)).build();
    }

    private static @Nullable RequestBody body(HttpExecuteRequest asked) {
        return switch (asked.httpRequest().method()) {
            case GET, HEAD, DELETE, OPTIONS -> null;
            case POST, PUT, PATCH -> RequestBody.create(bytes(asked), (MediaType) null);
        };
    }

    private static byte[] bytes(HttpExecuteRequest asked) {
        if (asked.contentStreamProvider().isEmpty()) {
            return new byte[0];
        }
        try (InputStream in = asked.contentStreamProvider().get().newStream()) {
            return in.readNBytes(MAX_BODY);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpExecuteResponse answer(Response response) {
        SdkHttpFullResponse.Builder full =
                SdkHttpFullResponse.builder().statusCode(response.code()).statusText(response.message());
        response.headers().toMultimap().forEach(full::putHeader);
        return HttpExecuteResponse.builder()
                .response(full.build())
                .responseBody(AbortableInputStream.create(response.body().byteStream(), response::close))
                .build();
    }

    @Override
    public void close() {
        client.connectionPool().evictAll();
    }
}
