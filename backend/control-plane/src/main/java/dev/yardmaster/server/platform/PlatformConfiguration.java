package dev.yardmaster.server.platform;

import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The clock and the paths. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(YardHome.class)
@EnableScheduling
class PlatformConfiguration {

    @Bean
    Sole sole(@Value("${spring.datasource.url:}") String url) {
        return new Sole(url.isBlank());
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
