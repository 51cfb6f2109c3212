package dev.yardmaster.hub;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** A hub whose answers are told beforehand. */
final class MockHub implements AutoCloseable {
    static final String REPOSITORY = "acme/tiny";
    static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";
    static final String TOKEN = "yk_secret";
    static final HubSettings QUICK = new HubSettings(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            new RetryPolicy(4, Duration.ofMillis(1), Duration.ofMillis(5)));

    final MockWebServer server = new MockWebServer();

    MockHub() {
        try {
            server.start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    HubEndpoint endpoint() {
        return HubEndpoint.withToken(server.url("/hub").uri(), TOKEN);
    }

    MockHub answers(MockResponse.Builder answer) {
        server.enqueue(answer.build());
        return this;
    }

    static MockResponse.Builder ok(byte[] body) {
        return new MockResponse.Builder().body(new Buffer().write(body)).addHeader("ETag", "\"v1\"");
    }

    static MockResponse.Builder rest(byte[] body, int from) {
        return status(206)
                .body(new Buffer().write(body, from, body.length - from))
                .addHeader("ETag", "\"v1\"")
                .addHeader("Content-Range", "bytes " + from + "-" + (body.length - 1) + "/" + body.length);
    }

    static MockResponse.Builder status(int code) {
        return new MockResponse.Builder().code(code);
    }

    static MockResponse.Builder json(String body) {
        return new MockResponse.Builder().body(body).addHeader("Content-Type", "application/json");
    }

    RecordedRequest asked() {
        try {
            @Nullable RecordedRequest request = server.takeRequest(5, TimeUnit.SECONDS);
            return Optional.ofNullable(request).orElseThrow(() -> new AssertionError("nothing more was asked"));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] content(int size) {
        byte[] bytes = new byte[size];
        new java.util.Random(7).nextBytes(bytes);
        return bytes;
    }

    static HubFile file(byte[] content) {
        return new HubFile("weights/a b.gguf", content.length, Optional.of(sha256(content)), Optional.empty());
    }

    static String sha256(byte[] content) {
        return HexFormat.of().formatHex(Verifier.digest("SHA-256").digest(content));
    }

    static String blobId(byte[] content) {
        MessageDigest digest = Verifier.digest("SHA-1");
        digest.update(("blob " + content.length + "\0").getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest(content));
    }

    @Override
    public void close() {
        server.close();
    }
}
