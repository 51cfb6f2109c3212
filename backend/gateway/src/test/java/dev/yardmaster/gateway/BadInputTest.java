package dev.yardmaster.gateway;

import static dev.yardmaster.gateway.Tables.endpoint;
import static dev.yardmaster.gateway.Tables.route;
import static dev.yardmaster.gateway.Tables.target;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.json.JsonMapper;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
    private final FakeEngine engine = new FakeEngine(FakeEngine.words("word"));
    private final TestGateway gateway =
            new TestGateway(route("chat", target(1, 1, endpoint("a", engine.url()))), route("empty", target(1, 1)));

    @AfterEach
    void nothingReachedTheEngine() {
        assertThat(engine.received).isEmpty();
    }

    @AfterAll
    void close() {
        gateway.close();
        engine.close();
    }

    private static void expect(HttpResponse<String> answer, int status, String code, String param, String words) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
        var error = new JsonMapper().readTree(answer.body()).get("error");
        assertThat(error.propertyNames()).containsExactly("message", "type", "param", "code");
        assertThat(error.get("code").asString()).isEqualTo(code);
        assertThat(error.get("param").asString("")).isEqualTo(param);
        assertThat(error.get("message").asString()).contains(words);
    }

    private HttpResponse<String> post(String body) {
        return gateway.post("/v1/chat/completions", body);
    }

    @Test
    void aBodyThatIsNotJson() {
        expect(post(""), 400, "invalid_json", "", "expected a JSON object at byte 0");
        expect(post("hello"), 400, "invalid_json", "", "expected a JSON object");
        expect(post("[]"), 400, "invalid_json", "", "expected a JSON object");
        expect(post("{\"model\":\"chat\""), 400, "invalid_json", "", "expected ',' or '}' at byte 15");
        expect(post("{\"model\":\"chat\"} x"), 400, "invalid_json", "", "expected the end of the body at byte 17");
    }

    @Test
    void aModelThatCannotBe() {
        expect(post("{}"), 400, "missing_required_parameter", "model", "which model");
        expect(post("{\"model\":7}"), 400, "invalid_value", "model", "must be a string");
        expect(post("{\"model\":null}"), 400, "invalid_value", "model", "must be a string");
        expect(post("{\"model\":\"chat\",\"mod\\u0065l\":\"x\"}"), 400, "invalid_value", "model", "twice");
        expect(post("{\"model\":\"chat\",\"stream\":\"yes\"}"), 400, "invalid_value", "stream", "true or false");
        expect(post("{\"model\":\"chat\",\"stream_options\":[]}"), 400, "invalid_value", "stream_options", "object");
    }

    @Test
    void aModelThatIsNotThere() {
        expect(post("{\"model\":\"no\\n\\\"pe\"}"), 404, "model_not_found", "model", "no\n\"pe");
        expect(gateway.get("/v1/models/nope", Tables.KEY), 404, "model_not_found", "model", "does not exist");
        assertThat(post("{\"model\":\"nope\"}").body()).doesNotContain("chat").doesNotContain("empty");
    }

    @Test
    void aModelOfAnotherProject() {
        var body = HttpRequest.BodyPublishers.ofString("{\"model\":\"chat\"}");
        var answer = gateway.send(gateway.request("/v1/chat/completions", Tables.OTHERS_KEY)
                .POST(body)
                .build());

        expect(answer, 404, "model_not_found", "model", "does not exist");
        assertThat(gateway.get("/v1/models", Tables.OTHERS_KEY).body()).isEqualTo("{\"object\":\"list\",\"data\":[]}");
    }

    @Test
    void aModelWithoutInstances() {
        var answer = post("{\"model\":\"empty\"}");

        expect(answer, 503, "no_ready_instance", "", "no instance that is ready");
        assertThat(answer.headers().firstValue("retry-after")).hasValue("5");
    }

    @Test
    void keysThatDoNotDo() {
        expect(gateway.get("/v1/models", ""), 401, "invalid_api_key", "", "Authorization");
        var wrong = gateway.get("/v1/models", "yk_abcdefghij_wrong");
        expect(wrong, 401, "invalid_api_key", "", "not known");
        assertThat(wrong.headers().firstValue("www-authenticate")).hasValue("Bearer");
        expect(gateway.get("/v1/models", Tables.EXPIRED_KEY), 401, "invalid_api_key", "", "expired");
        expect(gateway.get("/v1/models", Tables.METRICS_KEY), 403, "insufficient_scope", "", "'inference'");
        expect(gateway.get("/metrics", Tables.KEY), 403, "insufficient_scope", "", "'metrics'");
        assertThat(gateway.get("/metrics", Tables.ADMIN_KEY).statusCode()).isEqualTo(200);
    }

    @Test
    void pathsAndMethodsThatAreNotThere() {
        expect(gateway.get("/v1/nothing", Tables.KEY), 404, "unknown_url", "", "nothing at this path");
        expect(gateway.get("/", ""), 404, "unknown_url", "", "nothing at this path");
        var answer = gateway.get("/v1/chat/completions", Tables.KEY);
        expect(answer, 405, "method_not_allowed", "", "POST");
        assertThat(answer.headers().firstValue("allow")).hasValue("POST");
    }

    @Test
    void aBodyThatIsTooLarge() {
        byte[] large = new byte[1024 * 1024 + 1];
        expect(post(new String(large, StandardCharsets.ISO_8859_1)), 413, "request_too_large", "", "1048576");
        var chunked = HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large));
        var answer = gateway.send(
                gateway.request("/v1/completions", Tables.KEY).POST(chunked).build());
        expect(answer, 413, "request_too_large", "", "1048576");
    }

    @Test
    void aHeadThatIsTooLarge() {
        var answer = gateway.send(gateway.request("/v1/models", Tables.KEY)
                .header("x-bomb", "x".repeat(64 * 1024))
                .build());

        expect(answer, 400, "bad_request", "", "not a request");
        assertThat(answer.headers().firstValue("connection")).hasValue("close");
    }

    @Test
    void listsWhatAKeyMayUse() {
        assertThat(gateway.get("/v1/models", Tables.KEY).body())
                .isEqualTo("{\"object\":\"list\",\"data\":["
                        + "{\"id\":\"chat\",\"object\":\"model\",\"created\":1795489200,\"owned_by\":\"default\"},"
                        + "{\"id\":\"empty\",\"object\":\"model\",\"created\":1795489200,\"owned_by\":\"default\"}]}");
        assertThat(gateway.get("/v1/models/ch%61t", Tables.KEY).body()).contains("\"id\":\"chat\"");
    }
}
