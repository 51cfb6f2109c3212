package dev.yardmaster.server.deployments.scenario;

import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.server.support.ServerTest;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestPropertySource;

/** The whole server with short leases and little patience; all classes with this annotation share one. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ServerTest
@Import({Stories.class, ScenarioTest.Catalogue.class})
@TestPropertySource(
        properties = {
            "yard.nodes.lease-every=300ms",
            "yard.nodes.lease-for=3s",
            "yard.deployments.resync=200ms",
            "yard.deployments.lost-after=500ms",
            "yard.deployments.room-after=500ms"
        })
@interface ScenarioTest {

    /** A catalogue of make-believe models. */
    @TestConfiguration
    class Catalogue {
        @Bean
        @Primary
        FakeModels models() {
            FakeModels models = new FakeModels();
            models.put("tiny", ModelFormat.GGUF, 1000, "tiny-f16.gguf", "README.md", "adapters/json/lora.gguf");
            models.put("tiny-next", ModelFormat.GGUF, 1000, "tiny-next-f16.gguf");
            models.put("torch", ModelFormat.SAFETENSORS, 1000, "model.safetensors", "config.json");
            models.putKnown("dense", 16L << 30, DeviceStoriesTest.DENSE, "model.safetensors");
            models.put("pickle", ModelFormat.OTHER, 1000, "model.pkl");
            models.put("several", ModelFormat.GGUF, 1000, "q4.gguf", "q8.gguf");
            models.put(
                    "parts", ModelFormat.GGUF, 1000, "big-00001-of-00002.gguf", "big-00002-of-00002.gguf", "LICENSE");
            models.putUndigested("undigested", ModelFormat.GGUF, 200_000, "undigested-f16.gguf");
            models.putUndigested("disputed", ModelFormat.GGUF, 200_000, "disputed-f16.gguf");
            models.put("huge", ModelFormat.GGUF, 90L << 30, "huge.gguf");
            return models;
        }

        @Bean
        @Primary
        FakeAdapters fakeAdapters() {
            return new FakeAdapters();
        }

        @Bean
        @Primary
        FakeLocator fakeLocator() {
            return new FakeLocator();
        }
    }
}
