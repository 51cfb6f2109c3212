package dev.yardmaster.server.catalog.source.hf;

import dev.yardmaster.hub.HubClient;
import dev.yardmaster.hub.HubEndpoint;
import dev.yardmaster.hub.HubSettings;
import dev.yardmaster.hub.RetryPolicy;
import dev.yardmaster.hub.guard.Guard;
import dev.yardmaster.server.catalog.source.Origin;
import dev.yardmaster.server.catalog.source.SourceProperties;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/** Clients that somebody waits for: less patient than one that downloads. */
@Component
class HubClients {
    private static final HubSettings SETTINGS = new HubSettings(
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            new RetryPolicy(3, Duration.ofMillis(250), Duration.ofSeconds(2)));

    private final URI standard;
    private final Guard guard;
    private final HubSettings settings;

    @Autowired
    HubClients(SourceProperties properties, Guard guard) {
        this(properties.hfEndpoint(), guard, SETTINGS);
    }

    HubClients(URI standard, Guard guard, HubSettings settings) {
        this.standard = standard;
        this.guard = guard;
        this.settings = settings;
    }

    /** The operator's own endpoint is where it is; one that a document names has to be public. */
    HubClient of(Origin origin) {
        Optional<String> named = origin.access().endpoint();
        HubEndpoint endpoint = new HubEndpoint(named.map(URI::create).orElse(standard), () -> token(origin));
        return new HubClient(endpoint, settings, guard(origin));
    }

    Guard guard(Origin origin) {
        return trustedHost(origin).map(guard::and).orElse(guard);
    }

    Optional<String> trustedHost(Origin origin) {
        return origin.access().endpoint().isPresent() ? Optional.empty() : Optional.of(standard.getHost());
    }

    static Optional<String> token(Origin origin) {
        return Optional.ofNullable(origin.credentials().get("token"));
    }
}
