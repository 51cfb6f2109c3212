package dev.yardmaster.server.support;

import dev.yardmaster.contract.access.ApiKeys;
import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.contract.access.NewApiKey;
import dev.yardmaster.contract.problem.Problem;
import dev.yardmaster.server.platform.Ids;
import dev.yardmaster.server.platform.YardHome;
import dev.yardmaster.server.platform.secret.SecretFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks HTTP to the server under test; as the administrator where nothing else is said. */
@TestComponent
public class TestClient {
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Environment environment;
    private final YardHome home;
    private final ApiKeys keys;
    private final JsonMapper json;

    TestClient(Environment environment, YardHome home, ApiKeys keys, JsonMapper json) {
        this.environment = environment;
        this.home = home;
        this.keys = keys;
        this.json = json;
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + environment.getRequiredProperty("local.server.port");
    }

    public String adminToken() {
        return SecretFiles.read(home.secrets().resolve("admin.token")).orElseThrow();
    }

    /** A new token with these scopes. */
    public String token(KeyScope... scopes) {
        return keys.create(new NewApiKey("test " + Ids.random(12), Set.of(scopes), Optional.empty()))
                .token();
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    public HttpResponse<String> delete(String path) {
        return send(request(path).DELETE());
    }

    public HttpResponse<String> post(String path, String contentType, String body) {
        return send(request(path).header("Content-Type", contentType).method("POST", BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> postJson(String path, Object body) {
        return post(path, "application/json", json.writeValueAsString(body));
    }

    public HttpResponse<String> postYaml(String path, String body) {
        return post(path, "application/yaml", body);
    }

    /** As the administrator; set {@code Authorization} again to be somebody else. */
    public HttpRequest.Builder request(String path) {
        return anonymous(path).header("Authorization", "Bearer " + adminToken());
    }

    public HttpRequest.Builder anonymous(String path) {
        return HttpRequest.newBuilder(URI.create(baseUrl() + path)).timeout(Duration.ofSeconds(20));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public Problem problem(HttpResponse<String> response) {
        return json.readValue(response.body(), Problem.class);
    }

    public JsonNode json(HttpResponse<String> response) {
        return json.readTree(response.body());
    }

    public <T> T read(HttpResponse<String> response, Class<T> type) {
        return json.readValue(response.body(), type);
    }

    /** For headers in one line. */
    public static HttpRequest.Builder with(HttpRequest.Builder request, Map<String, String> headers) {
        headers.forEach(request::setHeader);
        return request;
    }
}
