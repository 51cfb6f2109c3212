package dev.yardmaster.gateway;

import static dev.yardmaster.gateway.Tables.endpoint;
import static dev.yardmaster.gateway.Tables.route;
import static dev.yardmaster.gateway.Tables.target;
import static dev.yardmaster.gateway.TestGateway.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final String A = "{route=\"chat\",deployment=\"chat\",revision=\"1\",instance=\"a\"";
    private static final String NOWHERE = "{route=\"\",deployment=\"\",revision=\"\",instance=\"\"";

    private final FakeEngine engine = new FakeEngine(FakeEngine.words("one", "two", "three"));
    private final TestGateway gateway = new TestGateway(route("chat", target(1, 1, endpoint("a", engine.url()))));

    @AfterEach
    void close() {
        gateway.close();
        engine.close();
    }

    private Map<String, String> scrape() {
        return gateway.metrics()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        line -> line.substring(line.lastIndexOf(' ') + 1)));
    }

    @Test
    void countExactlyWhatHappened() {
        for (int i = 0; i < 5; i++) {
            gateway.chat("");
        }
        for (int i = 0; i < 4; i++) {
            gateway.chat(",\"stream\":true");
            gateway.chat(",\"stream\":true,\"stream_options\":{\"include_usage\":true}");
        }
        engine.behave(FakeEngine.status(500, "{}", Map.of()));
        gateway.chat("");
        engine.behave(FakeEngine.status(429, "{}", Map.of()));
        gateway.chat("");
        gateway.post("/v1/completions", "{\"model\":\"never-heard-of-1\"}");
        gateway.post("/v1/completions", "{\"model\":\"never-heard-of-2\"}");
        eventually(() -> "0".equals(scrape().get("yard_gateway_requests_in_flight" + A + "}")));

        Map<String, String> now = scrape();

        assertThat(now)
                .containsEntry("yard_gateway_requests_total" + A + ",status=\"2xx\"}", "13")
                .containsEntry("yard_gateway_requests_total" + A + ",status=\"5xx\"}", "1")
                .containsEntry("yard_gateway_requests_total" + A + ",status=\"4xx\"}", "1")
                .containsEntry("yard_gateway_errors_total" + A + ",kind=\"engine_status\"}", "1")
                .containsEntry("yard_gateway_prompt_tokens_total" + A + "}", "" + 13 * 7)
                .containsEntry("yard_gateway_completion_tokens_total" + A + "}", "" + 13 * 3)
                .containsEntry("yard_gateway_cached_prompt_tokens_total" + A + "}", "" + 13 * 3)
                .containsEntry("yard_gateway_answers_without_usage_total" + A + "}", "0")
                .containsEntry("yard_gateway_time_to_first_token_seconds_count" + A + "}", "8")
                .containsEntry("yard_gateway_inter_token_latency_seconds_count" + A + "}", "" + 8 * 2)
                .containsEntry("yard_gateway_request_duration_seconds_count" + A + "}", "15")
                .containsEntry("yard_gateway_request_duration_seconds_bucket" + A + ",le=\"+Inf\"}", "15")
                .containsEntry("yard_gateway_requests_total" + NOWHERE + ",status=\"4xx\"}", "2")
                .containsEntry("yard_gateway_errors_total" + NOWHERE + ",kind=\"unknown_model\"}", "2")
                .containsEntry("yard_gateway_route_table_version", "1")
                .containsEntry("yard_gateway_server_reachable", "1");
        assertThat(now.keySet()).noneMatch(name -> name.contains("never-heard-of"));
    }

    @Test
    void countAnErrorInsideAStream() {
        engine.behave(exchange -> {
            FakeEngine.openStream(exchange.response());
            exchange.response().end("data: {\"error\":{\"message\":\"out of memory\"}}\n\n");
        });

        var answer = gateway.chat(",\"stream\":true");

        assertThat(answer.body()).isEqualTo("data: {\"error\":{\"message\":\"out of memory\"}}\n\n");
        eventually(() -> gateway.counts("yard_gateway_errors_total" + A + ",kind=\"engine_event\"} 1"));
        assertThat(gateway.counts("yard_gateway_answers_without_usage_total" + A + "} 1"))
                .isTrue();
    }
}
