package dev.yardmaster.server.playground;

import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.contract.playground.Playground;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.access.SystemTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the gateway what any application would ask it, with a key of the server's own. */
@Service
class GatewayPlayground implements Playground, InitializingBean {
    private static final String KEY = "playground";
    private static final int AT_ONCE = 50;
    private static final Duration LIST_TIMEOUT = Duration.ofSeconds(3);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final SystemTokens tokens;
    private final JsonMapper json;
    private final String gateway;
    private final Duration silence;

    GatewayPlayground(
            SystemTokens tokens,
            JsonMapper json,
            @Value("${yard.gateway-url}") String gateway,
            @Value("${yard.playground-silence:PT60S}") Duration silence) {
        this.tokens = tokens;
        this.json = json;
        this.gateway = gateway.replaceAll("/+$", "");
        this.silence = silence;
    }

    /** Early, so that gateways know the key before anybody asks. */
    @Override
    public void afterPropertiesSet() {
        tokens.token(KEY, KeyScope.INFERENCE);
    }

    @Override
    public String gatewayUrl() {
        return gateway;
    }

    @Override
    public Call chat(Question question, Listener listener) {
        if (!places.tryAcquire()) {
            throw ProblemException.of(
                    ProblemType.BUSY, "There are " + AT_ONCE + " chats open already; try again later.");
        }
        HttpRequest request = request("/v1/chat/completions")
                .timeout(silence)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(ChatBody.of(question, json)))
                .build();
        return GatewayCall.start(http, request, json, listener, silence, places::release);
    }

    @Override
    public List<String> routes() {
        HttpRequest request = request("/v1/models").timeout(LIST_TIMEOUT).GET().build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw unavailable("it answers " + response.statusCode());
            }
            JsonNode models = json.readTree(response.body()).path("data");
            return models.valueStream()
                    .map(m -> m.path("id").asString(""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw unavailable(GatewayCall.why(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("interrupted");
        }
    }

    private ProblemException unavailable(String why) {
        return ProblemException.of(ProblemType.BUSY, "The gateway at " + gateway + " cannot be asked: " + why + ".");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(gateway + path))
                .header("Authorization", "Bearer " + tokens.token(KEY, KeyScope.INFERENCE));
    }
}
