package dev.yardmaster.engine.serve;

import static dev.yardmaster.engine.serve.OpenAi.chatBody;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How an engine stops while requests are under way. */
@Timeout(120)
class StoppingTest {
    private static final int REQUESTS = 16;
    private static final String CHAT = "/v1/chat/completions";

    private static final String LONG = chatBody("tiny", "Tell me a story.", json -> {
        json.writeNumberProperty("temperature", 0);
        json.writeBooleanProperty("ignore_eos", true);
    });

    /** An engine with one sequence, and many long requests that run and wait. */
    private static List<CompletableFuture<HttpResponse<String>>> askAll(OpenAi client, Executor threads) {
        var asked = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (int i = 0; i < REQUESTS; i++) {
            asked.add(CompletableFuture.supplyAsync(() -> client.post(CHAT, LONG), threads));
        }
        while (client.metric("requests_waiting") < 4) {
            assertThat(asked).as("requests under way").anyMatch(one -> !one.isDone());
        }
        return asked;
    }

    private static List<Integer> statuses(List<CompletableFuture<HttpResponse<String>>> asked) throws Exception {
        var statuses = new ArrayList<Integer>();
        for (var one : asked) {
            statuses.add(one.get(60, TimeUnit.SECONDS).statusCode());
        }
        return statuses;
    }

    @Test
    void runningAndWaitingRequestsEndAndNewOnesAreRefused() throws Exception {
        TestEngine engine = TestEngine.serving(DemoModels.V1, "--parallel", "1", "--grace", "60");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var client = new OpenAi(engine.port(), "")) {
            var asked = askAll(client, threads);
            var closed = CompletableFuture.runAsync(engine::close, threads);
            HttpResponse<String> health = client.get("/health");
            while (health.statusCode() == 200) {
                health = client.get("/health");
            }
            HttpResponse<String> late = client.post(CHAT, LONG);
            assertThat(health.body()).isEqualTo("{\"status\":\"stopping\"}");
            assertThat(late.statusCode()).isEqualTo(503);
            assertThat(late.body()).contains("stopping");
            assertThat(statuses(asked)).containsOnly(200);
            closed.get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void whatIsNotDoneWithinTheGraceTimeIsToldSo() throws Exception {
        TestEngine engine = TestEngine.serving(DemoModels.V1, "--parallel", "1", "--grace", "0");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var client = new OpenAi(engine.port(), "")) {
            var asked = askAll(client, threads);
            engine.close();
            assertThat(statuses(asked)).contains(503).doesNotContain(500);
        }
    }
}
