package dev.yardmaster.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void haveDefaults() {
        Path home = Path.of(System.getProperty("user.home"), ".yardmaster");
        assertThat(Settings.from(Map.of()))
                .isEqualTo(new Settings(
                        home,
                        "127.0.0.1",
                        8090,
                        URI.create("http://127.0.0.1:8080"),
                        Optional.empty(),
                        home.resolve("secrets/gateway.token"),
                        Runtime.getRuntime().availableProcessors(),
                        TransportChoice.AUTO,
                        16 * 1024 * 1024,
                        new Timeouts(
                                Duration.ofMinutes(1),
                                Duration.ofSeconds(2),
                                Duration.ofMinutes(5),
                                Duration.ofMinutes(1),
                                Duration.ofMinutes(30),
                                Duration.ofSeconds(30))));
    }

    @Test
    void areAllRead() {
        var settings = Settings.from(Map.ofEntries(
                Map.entry("YARD_HOME", "/h"),
                Map.entry("YARD_GATEWAY_HOST", "0.0.0.0"),
                Map.entry("YARD_GATEWAY_PORT", "1"),
                Map.entry("YARD_SERVER_URL", "https://s:2/x"),
                Map.entry("YARD_GATEWAY_TOKEN", "t"),
                Map.entry("YARD_GATEWAY_TOKEN_FILE", "/f"),
                Map.entry("YARD_GATEWAY_EVENT_LOOPS", "3"),
                Map.entry("YARD_GATEWAY_TRANSPORT", "nio"),
                Map.entry("YARD_GATEWAY_MAX_BODY", "4"),
                Map.entry("YARD_GATEWAY_BODY_TIMEOUT", "PT1S"),
                Map.entry("YARD_GATEWAY_CONNECT_TIMEOUT", "PT2S"),
                Map.entry("YARD_GATEWAY_FIRST_BYTE_TIMEOUT", "PT3S"),
                Map.entry("YARD_GATEWAY_IDLE_TIMEOUT", "PT4S"),
                Map.entry("YARD_GATEWAY_TOTAL_TIMEOUT", "PT5S"),
                Map.entry("YARD_GATEWAY_DRAIN_TIMEOUT", "PT6S")));

        assertThat(settings)
                .isEqualTo(new Settings(
                        Path.of("/h"),
                        "0.0.0.0",
                        1,
                        URI.create("https://s:2/x"),
                        Optional.of("t"),
                        Path.of("/f"),
                        3,
                        TransportChoice.NIO,
                        4,
                        new Timeouts(
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(3),
                                Duration.ofSeconds(4),
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(6))));
        assertThat(settings.toString()).doesNotContain("Optional[t]");
    }

    @Test
    void thatCannotBeAreRefusedByName() {
        refused("YARD_GATEWAY_PORT", "70000", "from 0 to 65535");
        refused("YARD_GATEWAY_PORT", "x", "from 0 to 65535");
        refused("YARD_SERVER_URL", "localhost:8080", "http://HOST:PORT");
        refused("YARD_SERVER_URL", "http://a b", "http://HOST:PORT");
        refused("YARD_GATEWAY_TRANSPORT", "fast", "auto, epoll, nio");
        refused("YARD_GATEWAY_IDLE_TIMEOUT", "30", "ISO 8601");
        refused("YARD_GATEWAY_IDLE_TIMEOUT", "PT0S", "above zero");
        refused("YARD_GATEWAY_EVENT_LOOPS", "0", "from 1");
        refused("YARD_GATEWAY_MAX_BODY", "-1", "from 1");
    }

    private static void refused(String name, String value, String expected) {
        assertThatThrownBy(() -> Settings.from(Map.of(name, value)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(name + " is '" + value + "'; expected ")
                .hasMessageContaining(expected);
    }
}
