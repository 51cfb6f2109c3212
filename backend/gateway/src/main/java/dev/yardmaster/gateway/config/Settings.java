package dev.yardmaster.gateway.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * All that can be set, from environment variables alone.
 *
 * @param token the gateway token itself; where absent, {@code tokenFile} holds it, perhaps only later
 * @param maxBody most bytes of a request body
 */
public record Settings(
        Path home,
        String host,
        int port,
        URI server,
        Optional<String> token,
        Path tokenFile,
        int eventLoops,
        TransportChoice transport,
        int maxBody,
        Timeouts timeouts) {
    private static final int MOST_LOOPS = 256;
    private static final int LARGEST_PORT = 65_535;
    private static final int USUAL_BODY = 16 * 1024 * 1024;
    private static final int LARGEST_BODY = 1024 * 1024 * 1024;

    /** @throws ConfigurationException naming the variable */
    public static Settings from(Map<String, String> variables) {
        var env = new Environment(variables);
        Path home = env.path("YARD_HOME", Path.of(System.getProperty("user.home"), ".yardmaster"));
        return new Settings(
                home,
                env.text("YARD_GATEWAY_HOST").orElse("127.0.0.1"),
                env.number("YARD_GATEWAY_PORT", 8090, 0, LARGEST_PORT),
                env.http("YARD_SERVER_URL", "http://127.0.0.1:8080"),
                env.text("YARD_GATEWAY_TOKEN"),
                env.path("YARD_GATEWAY_TOKEN_FILE", home.resolve("secrets").resolve("gateway.token")),
                env.number("YARD_GATEWAY_EVENT_LOOPS", Runtime.getRuntime().availableProcessors(), 1, MOST_LOOPS),
                env.choice("YARD_GATEWAY_TRANSPORT", TransportChoice.class, TransportChoice.AUTO),
                env.number("YARD_GATEWAY_MAX_BODY", USUAL_BODY, 1, LARGEST_BODY),
                timeouts(env));
    }

    private static Timeouts timeouts(Environment env) {
        return new Timeouts(
                env.duration("YARD_GATEWAY_BODY_TIMEOUT", Duration.ofMinutes(1)),
                env.duration("YARD_GATEWAY_CONNECT_TIMEOUT", Duration.ofSeconds(2)),
                env.duration("YARD_GATEWAY_FIRST_BYTE_TIMEOUT", Duration.ofMinutes(5)),
                env.duration("YARD_GATEWAY_IDLE_TIMEOUT", Duration.ofMinutes(1)),
                env.duration("YARD_GATEWAY_TOTAL_TIMEOUT", Duration.ofMinutes(30)),
                env.duration("YARD_GATEWAY_DRAIN_TIMEOUT", Duration.ofSeconds(30)));
    }

    /** Keeps the token out of logs. */
    @Override
    public String toString() {
        return "Settings[" + host + ":" + port + ", server " + server + ", home " + home + "]";
    }
}
