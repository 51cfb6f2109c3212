package dev.yardmaster.agent.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yardmaster.agent.platform.Json;
import dev.yardmaster.contract.agent.LeaseRequest;
import dev.yardmaster.contract.agent.LeaseResponse;
import dev.yardmaster.contract.deployment.Load;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hand-written bodies are what data binding reads and writes. */
class LeaseJsonTest {
    @Test
    void requestIsReadByDataBinding() {
        LeaseRequest request = new LeaseRequest("boot \"1\"", Long.MAX_VALUE, "0.1");
        assertThat(Json.mapper().readValue(LeaseJson.write(request), LeaseRequest.class))
                .isEqualTo(request);
    }

    @Test
    void loadsAreReadByDataBindingAndWhatWasNotMeasuredIsAbsent() {
        Load whole = new Load(Optional.of(3L), Optional.of(0L), Optional.of(0.25));
        Load little = new Load(Optional.empty(), Optional.of(2L), Optional.empty());
        LeaseRequest request = new LeaseRequest("boot", 7, "0.1", Map.of("chat-1-a", whole, "chat-1-\"b", little));
        String json = LeaseJson.write(request);
        assertThat(Json.mapper().readValue(json, LeaseRequest.class)).isEqualTo(request);
        assertThat(json).contains("{\"waiting\":2}");
    }

    @Test
    void responseOfDataBindingIsRead() {
        LeaseResponse response =
                new LeaseResponse(Instant.parse("2026-11-01T00:00:00.123456Z"), Duration.ofMillis(20_500));
        String plain = Json.mapper().writeValueAsString(response);
        assertThat(LeaseJson.read(plain)).isEqualTo(response);
        String newer = Json.mapper()
                .writeValueAsString(Map.of(
                        "more", Map.of("validFor", "PT1S"),
                        "validFor", "PT20.5S",
                        "serverTime", response.serverTime().toString()));
        assertThat(LeaseJson.read(newer)).isEqualTo(response);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "{}", "{\"validFor\": \"soon\"}", "{\"validFor\": 20}", "{\"validFor\": \"PT", "<html>"
            })
    void anythingElseIsRefused(String body) {
        assertThatThrownBy(() -> LeaseJson.read(body)).isInstanceOf(IllegalArgumentException.class);
    }
}
