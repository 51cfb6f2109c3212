package dev.yardmaster.server.catalog.source;

import dev.yardmaster.hub.guard.AllowList;
import dev.yardmaster.hub.guard.Guard;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The guard in front of every address that a document names. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SourceProperties.class)
class SourceConfiguration {

    @Bean
    Guard sourceGuard(SourceProperties properties) {
        return new Guard(AllowList.parse(properties.privateSources()));
    }
}
