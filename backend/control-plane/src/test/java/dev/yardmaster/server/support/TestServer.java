package dev.yardmaster.server.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Gives a server under test a database and a home of its own. */
public class TestServer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    /** The UI's only user is {@code admin}. */
    public static final String ADMIN_PASSWORD = "correct horse battery";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPostgres.Database database = TestPostgres.fresh();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test server",
                        Map.of(
                                "spring.datasource.url", database.url(),
                                "spring.datasource.username", database.user(),
                                "spring.datasource.password", database.password(),
                                "spring.datasource.hikari.maximum-pool-size", "10",
                                "yard.home", home().toString(),
                                "yard.admin-password", ADMIN_PASSWORD,
                                "yard.private-sources", "127.0.0.1")));
    }

    private static Path home() {
        try {
            return Files.createTempDirectory("yard-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
