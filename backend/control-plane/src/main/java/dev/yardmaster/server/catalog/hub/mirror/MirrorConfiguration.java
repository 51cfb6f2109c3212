package dev.yardmaster.server.catalog.hub.mirror;

import dev.yardmaster.hub.HubClient;
import dev.yardmaster.hub.HubEndpoint;
import dev.yardmaster.hub.HubSettings;
import dev.yardmaster.hub.RetryPolicy;
import dev.yardmaster.server.catalog.hub.internal.BlobDisk;
import dev.yardmaster.server.catalog.hub.store.MirrorRows;
import dev.yardmaster.server.platform.YardHome;
import dev.yardmaster.server.platform.secret.SecretFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The mirror's parts. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MirrorProperties.class)
class MirrorConfiguration {
    @Bean
    Upstream hubUpstream(MirrorProperties properties) {
        if (properties.upstream().isBlank()) {
            return new Upstream(Optional.empty());
        }
        HubEndpoint endpoint = new HubEndpoint(
                URI.create(properties.upstream()),
                () -> properties.tokenFile().isBlank()
                        ? Optional.empty()
                        : SecretFiles.read(Path.of(properties.tokenFile())));
        RetryPolicy retry = new RetryPolicy(4, Duration.ofMillis(250), Duration.ofSeconds(5));
        return new Upstream(Optional.of(
                new HubClient(endpoint, new HubSettings(Duration.ofSeconds(5), properties.silence(), retry))));
    }

    @Bean
    MirrorIndex hubMirrorIndex(Upstream upstream, MirrorRows rows, MirrorProperties properties, Clock clock) {
        return new MirrorIndex(upstream, rows, properties, clock);
    }

    @Bean
    Flights hubFlights(
            YardHome home, Upstream upstream, MirrorRows rows, BlobDisk disk, MirrorProperties properties, Clock clock)
            throws IOException {
        Path root = home.server().resolve("hub").resolve("mirror");
        return new Flights(root, upstream, rows, disk, properties, clock);
    }
}
