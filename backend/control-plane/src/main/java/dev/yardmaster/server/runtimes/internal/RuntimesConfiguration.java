package dev.yardmaster.server.runtimes.internal;

import dev.yardmaster.server.runtimes.ShippedRuntimes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The runtimes that come with this server; a wrong one stops the start. */
@Configuration(proxyBeanMethods = false)
class RuntimesConfiguration {

    @Bean
    ShippedRuntimes shippedRuntimes() {
        return ShippedRuntimes.load();
    }
}
