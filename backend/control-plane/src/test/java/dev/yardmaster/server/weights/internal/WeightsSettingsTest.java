package dev.yardmaster.server.weights.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class WeightsSettingsTest {
    private static WeightsSettings bind(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("yard.weights", WeightsSettings.class);
    }

    @Test
    void everyKeyHasADefaultAndAName() {
        assertThat(bind(Map.of()))
                .isEqualTo(new WeightsSettings(
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(20),
                        Duration.ofMinutes(10),
                        Duration.ofHours(6),
                        64));
        assertThat(bind(Map.of(
                        "yard.weights.locations-for", "2m",
                        "yard.weights.locations-shared", "1s",
                        "yard.weights.ticket-for", "3m",
                        "yard.weights.peer-key-for", "1h",
                        "yard.weights.most-peers", "8")))
                .isEqualTo(new WeightsSettings(
                        Duration.ofMinutes(2), Duration.ofSeconds(1), Duration.ofMinutes(3), Duration.ofHours(1), 8));
    }

    @Test
    void whatCannotWorkIsRefused() {
        Map.of(
                        "yard.weights.locations-for", "30s",
                        "yard.weights.ticket-for", "1m",
                        "yard.weights.peer-key-for", "5m",
                        "yard.weights.most-peers", "-1")
                .forEach((key, value) -> assertThatThrownBy(() -> bind(Map.of(key, value)))
                        .as(key)
                        .rootCause()
                        .hasMessageContaining(key));
    }
}
