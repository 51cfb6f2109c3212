package dev.yardmaster.agent.weights.peer;

import dev.yardmaster.agent.platform.Json;
import dev.yardmaster.agent.weights.transfer.Chunks;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import tools.jackson.core.JacksonException;

/** Asks other nodes what they have. Every call has an end, and so has every answer. */
final class PeerCalls {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final long LONGEST = 4L << 20;

    private final OkHttpClient client;

    PeerCalls(OkHttpClient client) {
        this.client = client.newBuilder()
                .connectTimeout(Duration.ofSeconds(3))
                .readTimeout(LONGEST_WAIT.plus(LIMIT))
                .followRedirects(false)
                .build();
    }

    /** It refused, asked for patience, or answered nonsense. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /** Empty where the node does not have the model. */
    Optional<ChunkNews> news(URI base, String ticket, String modelKey, String boot, int after, Duration wait)
            throws IOException {
        String address = trimmed(base) + PeerServer.PATH + "weights/" + modelKey + "/chunks?boot=" + boot + "&after="
                + after + "&waitMillis=" + wait.toMillis();
        Request request = new Request.Builder()
                .url(address)
                .header("Authorization", "Bearer " + ticket)
                .build();
        Call call = client.newCall(request);
        call.timeout().timeout(wait.plus(LIMIT).toMillis(), TimeUnit.MILLISECONDS);
        try (Response response = call.execute()) {
            if (response.code() == 404) {
                return Optional.empty();
            }
            if (response.code() != 200) {
                throw new Refused("answers " + response.code());
            }
            byte[] body = response.peekBody(LONGEST).bytes();
            return Optional.of(checked(Json.mapper().readValue(body, ChunkNews.class)));
        } catch (JacksonException | NullPointerException e) {
            throw new Refused("answers something unexpected");
        }
    }

    private static ChunkNews checked(ChunkNews news) throws IOException {
        boolean good = news.boot() != null
                && news.boot().matches("[A-Za-z0-9-]{1,40}")
                && news.next() >= 0
                && news.chunkBytes() == Chunks.USUAL_BYTES
                && news.chunks().stream().allMatch(e -> e.path() != null && e.chunk() >= 0 && e.sha256() != null);
        if (!good) {
            throw new Refused("answers something unexpected");
        }
        return news;
    }

    static String trimmed(URI base) {
        String text = base.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
