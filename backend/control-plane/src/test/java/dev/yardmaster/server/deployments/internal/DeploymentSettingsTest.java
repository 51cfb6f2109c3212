package dev.yardmaster.server.deployments.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yardmaster.server.deployments.plan.Policy;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DeploymentSettingsTest {
    private static DeploymentSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("yard.deployments", DeploymentSettings.class);
    }

    @Test
    void everyKeyHasItsDefaultAndItsName() {
        assertThat(bind(Map.of()).policy()).isEqualTo(Policy.DEFAULTS);
        assertThat(bind(Map.of()).resync()).isEqualTo(Duration.ofSeconds(5));
        assertThat(bind(Map.of(
                        "yard.deployments.resync", "1s",
                        "yard.deployments.surge", "2",
                        "yard.deployments.starting", "3",
                        "yard.deployments.lost-after", "4s",
                        "yard.deployments.forgotten-after", "5s",
                        "yard.deployments.room-after", "6s",
                        "yard.deployments.agent-margin", "7s")))
                .isEqualTo(new DeploymentSettings(
                        Duration.ofSeconds(1),
                        2,
                        3,
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(6),
                        Duration.ofSeconds(7)));
    }

    @Test
    void timesThatContradictEachOtherAreRefused() {
        assertThatThrownBy(() -> bind(Map.of("yard.deployments.forgotten-after", "1s")))
                .rootCause()
                .hasMessageContaining("yard.deployments.forgotten-after");
    }
}
