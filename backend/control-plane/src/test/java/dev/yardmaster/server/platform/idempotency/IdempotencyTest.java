package dev.yardmaster.server.platform.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.platform.Ids;
import dev.yardmaster.server.support.ServerTest;
import dev.yardmaster.server.support.TestClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@ServerTest
class IdempotencyTest {
    @Autowired
    TestClient client;

    @Autowired
    JdbcTemplate sql;

    private final String key = Ids.random(16);
    private final String body = "{\"name\":\"once " + key + "\",\"scopes\":[\"inference\"]}";

    private HttpResponse<String> post(String idempotencyKey, String text) {
        return client.send(client.request("/api/v1/api-keys")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofString(text)));
    }

    @Test
    void theSameRequestGetsTheFirstAnswerAgain() {
        HttpResponse<String> first = post(key, body);
        HttpResponse<String> second = post(key, body);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("location"))
                .isEqualTo(first.headers().firstValue("location"));
        assertThat(second.headers().firstValue("idempotency-replayed")).contains("true");
    }

    @Test
    void theAnswersSecretIsSealedAtRest() {
        String token = client.json(post(key, body)).path("token").asString();
        String kept = sql.queryForObject("select body from idempotency where key = ?", String.class, key);
        assertThat(kept).doesNotContain(token).doesNotContain("yk_");
    }

    @Test
    void anotherRequestUnderTheSameKeyIsRefused() {
        post(key, body);
        HttpResponse<String> other = post(key, body.replace("once", "twice"));
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(client.problem(other).type()).isEqualTo(ProblemType.IDEMPOTENCY_KEY_REUSED.uri());
    }

    @Test
    void aRefusedRequestMayBeMendedAndSentAgain() {
        assertThat(post(key, "{}").statusCode()).isEqualTo(400);
        assertThat(post(key, body).statusCode()).isEqualTo(201);
    }

    @Test
    void keysOfOthersHaveNothingToDoWithIt() {
        post(key, body);
        HttpResponse<String> theirs = client.send(client.anonymous("/api/v1/api-keys")
                .header("Authorization", "Bearer " + client.token(KeyScope.ADMIN))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body)));
        assertThat(theirs.statusCode()).isEqualTo(409);
    }

    @Test
    void ofManyAtOnceOneIsDone() throws Exception {
        List<Callable<HttpResponse<String>>> all = IntStream.range(0, 8)
                .<Callable<HttpResponse<String>>>mapToObj(i -> () -> post(key, body))
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var future : threads.invokeAll(all)) {
                assertThat(future.get().statusCode()).isIn(201, 503);
            }
        }
        assertThat(client.get("/api/v1/api-keys?name=once%20" + key).body()).containsOnlyOnce("once " + key);
    }

    @Test
    void aKeyThatIsNoKeyIsRefused() {
        assertThat(post("k".repeat(129), body).statusCode()).isEqualTo(400);
    }
}
