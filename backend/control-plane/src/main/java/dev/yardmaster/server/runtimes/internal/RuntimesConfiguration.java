package dev.yardmaster.server.runtimes.internal;

import dev.yardmaster.server.runtimes.EngineRuntime;
import dev.yardmaster.server.runtimes.EngineRuntimes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** Loads every {@code engine-runtimes/NAME/runtime.yaml} on the class path; a wrong one stops the start. */
@Configuration(proxyBeanMethods = false)
class RuntimesConfiguration {
    static final String PLACES = "classpath*:engine-runtimes/*/runtime.yaml";

    @Bean
    EngineRuntimes engineRuntimes() throws IOException {
        List<EngineRuntime> found = new ArrayList<>();
        for (Resource resource : new PathMatchingResourcePatternResolver().getResources(PLACES)) {
            found.add(RuntimeReader.read(
                    resource.getURI().toString(), resource.getContentAsString(StandardCharsets.UTF_8)));
        }
        if (found.isEmpty()) {
            throw new IllegalStateException("no runtime definition found at " + PLACES);
        }
        return new RuntimeCatalogue(found);
    }
}
