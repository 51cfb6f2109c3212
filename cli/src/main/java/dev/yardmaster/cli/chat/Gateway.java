package dev.yardmaster.cli.chat;

import dev.yardmaster.cli.api.Api;
import dev.yardmaster.cli.api.ApiException;
import dev.yardmaster.cli.api.Json;
import dev.yardmaster.cli.api.Problems;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;

/** The OpenAI API of the gateway, as far as a chat needs it. */
public final class Gateway {
    private static final MediaType JSON = MediaType.get("application/json");
    private static final String DATA = "data:";
    private static final String DONE = "[DONE]";

    private final OkHttpClient client = new OkHttpClient.Builder()
            .connectTimeout(Duration.ofSeconds(5))
            .readTimeout(Duration.ofSeconds(120))
            .build();
    private final HttpUrl gateway;
    private final Optional<String> key;

    public Gateway(HttpUrl gateway, Optional<String> key) {
        this.gateway = gateway;
        this.key = key;
    }

    /** Blocks until the answer is whole; each piece goes to the listener as it comes. */
    public Answer chat(ChatRequest request, Consumer<String> listener) {
        Request.Builder builder = new Request.Builder()
                .url(gateway.newBuilder().addPathSegments("v1/chat/completions").build())
                .post(RequestBody.create(Json.MAPPER.writeValueAsBytes(request.body()), JSON));
        key.ifPresent(k -> builder.header("Authorization", "Bearer " + k));
        AnswerBuilder answer = new AnswerBuilder(System::nanoTime, listener);
        try (Response response = client.newCall(builder.build()).execute()) {
            if (!response.isSuccessful()) {
                throw new ApiException.Refused(
                        Problems.read(response.code(), response.body().string()));
            }
            readEvents(response.body().source(), answer);
            return answer.build(
                    Optional.ofNullable(response.header("x-yard-instance")).orElse(""));
        } catch (IOException e) {
            throw Api.notReachable("gateway", gateway, "YARD_GATEWAY_URL", e);
        }
    }

    private static void readEvents(BufferedSource source, AnswerBuilder answer) throws IOException {
        for (String line = source.readUtf8Line(); line != null; line = source.readUtf8Line()) {
            if (line.startsWith(DATA)) {
                String data = line.substring(DATA.length()).strip();
                if (data.equals(DONE)) {
                    return;
                }
                answer.add(Json.MAPPER.readTree(data));
            }
        }
        throw new IOException("the answer broke off");
    }
}
