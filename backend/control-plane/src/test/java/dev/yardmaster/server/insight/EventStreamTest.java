package dev.yardmaster.server.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.server.platform.Ids;
import dev.yardmaster.server.support.ServerTest;
import dev.yardmaster.server.support.TestClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
class EventStreamTest {
    @Autowired
    TestClient client;

    private final HttpClient http = HttpClient.newHttpClient();

    private String makeKey() {
        String name = "streamed " + Ids.random(10);
        client.postJson(
                "/api/v1/api-keys",
                new dev.yardmaster.contract.access.NewApiKey(
                        name, java.util.Set.of(KeyScope.INFERENCE), java.util.Optional.empty()));
        return name;
    }

    private HttpResponse<InputStream> open(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    /** The id of the first event about this name. */
    private static long read(BufferedReader lines, String name) throws IOException {
        String id = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            id = line.startsWith("id:") ? line.substring(3).strip() : id;
            if (line.startsWith("data:") && line.contains(name)) {
                return Long.parseLong(id);
            }
        }
        throw new AssertionError("the stream ended before it told of " + name);
    }

    @Test
    void newsArriveAndAClientThatComesBackMissesNone() throws Exception {
        HttpResponse<InputStream> stream = open(client.request("/api/v1/events/stream"));
        assertThat(stream.statusCode()).isEqualTo(200);
        assertThat(stream.headers().firstValue("content-type").orElse("")).startsWith("text/event-stream");
        String first = makeKey();
        long id;
        try (BufferedReader lines = reader(stream)) {
            id = read(lines, first);
        }
        String missed = makeKey();
        HttpResponse<InputStream> again =
                open(client.request("/api/v1/events/stream").header("Last-Event-ID", String.valueOf(id)));
        try (BufferedReader lines = reader(again)) {
            assertThat(read(lines, missed)).isGreaterThan(id);
        }
    }

    @Test
    void theListFollowsByIdAndFilters() {
        String name = makeKey();
        var newest = client.json(client.get("/api/v1/events?kind=ApiKey&limit=500"));
        long id = newest.path("items")
                .valueStream()
                .filter(e -> e.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asLong();
        String next = makeKey();
        var after = client.json(client.get("/api/v1/events?after=" + id + "&limit=500"))
                .path("items");
        assertThat(after.valueStream().map(e -> e.path("id").asLong()))
                .isSorted()
                .allMatch(i -> i > id);
        assertThat(after.toString()).contains(next).doesNotContain(name);
        assertThat(client.json(client.get("/api/v1/events?kind=ApiKey&name=nobody"))
                        .path("items"))
                .isEmpty();
    }

    @Test
    void aLastEventIdThatIsNoneIsRefused() {
        assertThat(client.send(client.request("/api/v1/events/stream").header("Last-Event-ID", "x"))
                        .statusCode())
                .isEqualTo(400);
    }

    private static BufferedReader reader(HttpResponse<InputStream> response) {
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }
}
