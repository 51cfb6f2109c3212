package dev.yardmaster.server.catalog.hub.internal;

import dev.yardmaster.server.catalog.hub.store.BlobRows;
import dev.yardmaster.server.platform.YardHome;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the hub's content is. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HubProperties.class)
class HubConfiguration {

    @Bean
    BlobDisk hubDisk(HubProperties properties) {
        return BlobDisk.REAL.keeping(properties.reserve().toBytes());
    }

    @Bean
    Blobs hubBlobs(YardHome home, BlobDisk disk, BlobRows rows, Clock clock) {
        return new Blobs(new BlobFiles(home.server().resolve("hub").resolve("blobs"), disk), rows, clock);
    }
}
