package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.hub.HubClient;
import dev.yardmaster.hub.HubEndpoint;
import dev.yardmaster.hub.HubSettings;
import dev.yardmaster.hub.RetryPolicy;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** The client for {@code hf://}, which somebody waits for: less patient than one that downloads. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CatalogProperties.class)
class CatalogConfiguration {
    private static final HubSettings SETTINGS = new HubSettings(
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            new RetryPolicy(3, Duration.ofMillis(250), Duration.ofSeconds(2)));

    @Bean
    @Lazy
    HubClient huggingFace(CatalogProperties properties) {
        return new HubClient(HubEndpoint.anonymous(properties.hfEndpoint()), SETTINGS);
    }
}
