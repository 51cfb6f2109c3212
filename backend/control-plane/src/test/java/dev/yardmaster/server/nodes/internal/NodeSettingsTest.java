package dev.yardmaster.server.nodes.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class NodeSettingsTest {
    private static NodeSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("yard.nodes", NodeSettings.class);
    }

    @Test
    void everyKeyHasItsDefaultAndItsName() {
        assertThat(bind(Map.of()))
                .isEqualTo(new NodeSettings(Duration.ofSeconds(3), Duration.ofSeconds(15), Duration.ofDays(1)));
        assertThat(bind(Map.of(
                        "yard.nodes.lease-every", "1s",
                        "yard.nodes.lease-for", "4s",
                        "yard.nodes.rotate-every", "2h")))
                .isEqualTo(new NodeSettings(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofHours(2)));
    }

    @Test
    void aLeaseThatIsHardlyLongerThanTheHeartbeatIsRefused() {
        assertThatThrownBy(() -> bind(Map.of("yard.nodes.lease-for", "5s")))
                .rootCause()
                .hasMessageContaining("yard.nodes.lease-for");
    }
}
