package dev.yardmaster.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/**
 * Where things are, from the environment.
 *
 * @param home state of everything on this machine, {@code YARD_HOME}
 */
public record Settings(Path home, HttpUrl server, HttpUrl gateway, Optional<String> token, Optional<String> apiKey) {

    /** Key files that the CLI falls back on; both lie in {@link #secrets()}. */
    private static final String ADMIN_TOKEN = "admin.token";

    private static final String DEMO_KEY = "demo.key";

    /** @throws UsageException naming the variable that cannot be used */
    public static Settings from(Map<String, String> environment) {
        Path home = text(environment, "YARD_HOME")
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".yardmaster"))
                .toAbsolutePath();
        return new Settings(
                home,
                url(environment, "YARD_SERVER_URL", "http://127.0.0.1:8080"),
                url(environment, "YARD_GATEWAY_URL", "http://127.0.0.1:8090"),
                text(environment, "YARD_TOKEN"),
                text(environment, "YARD_API_KEY"));
    }

    /** {@code YARD_TOKEN}, else what the server wrote for the CLI on this host. */
    public Optional<String> serverToken() {
        return token.or(() -> secret(ADMIN_TOKEN));
    }

    /** {@code YARD_API_KEY}, else the key that the demo made. */
    public Optional<String> gatewayKey() {
        return apiKey.or(() -> secret(DEMO_KEY));
    }

    public Path secrets() {
        return home.resolve("secrets");
    }

    private Optional<String> secret(String name) {
        Path file = secrets().resolve(name);
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> text(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(v -> !v.isBlank());
    }

    private static HttpUrl url(Map<String, String> environment, String name, String otherwise) {
        String text = text(environment, name).orElse(otherwise);
        HttpUrl url = HttpUrl.parse(text.endsWith("/") ? text : text + "/");
        if (url == null) {
            throw new UsageException(name + " is '" + text + "'; expected an address such as " + otherwise);
        }
        return url;
    }
}
