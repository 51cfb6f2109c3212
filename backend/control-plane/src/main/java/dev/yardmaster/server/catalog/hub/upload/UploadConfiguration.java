package dev.yardmaster.server.catalog.hub.upload;

import dev.yardmaster.server.catalog.hub.internal.BlobDisk;
import dev.yardmaster.server.catalog.hub.internal.Blobs;
import dev.yardmaster.server.platform.YardHome;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where parts wait for one another. */
@Configuration(proxyBeanMethods = false)
class UploadConfiguration {
    @Bean
    PartUploads hubParts(YardHome home, BlobDisk disk, Blobs blobs) {
        return new PartUploads(home.server().resolve("hub").resolve("parts"), disk, blobs);
    }
}
