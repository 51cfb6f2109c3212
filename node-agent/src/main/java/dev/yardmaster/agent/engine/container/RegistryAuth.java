package dev.yardmaster.agent.engine.container;

import dev.yardmaster.agent.platform.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Credentials for one registry, from a file in the format of Docker's {@code config.json}; read again for every pull, never
 * logged.
 *
 * @param file where they are, for runtimes that read it themselves
 * @param header value of {@code X-Registry-Auth}
 */
record RegistryAuth(Path file, String header) {
    /** Empty where the file knows nothing of that registry. */
    static Optional<RegistryAuth> of(Path file, String registry) throws IOException {
        try {
            JsonNode auths = Json.mapper().readTree(Files.readString(file)).path("auths");
            return names(registry)
                    .map(auths::path)
                    .filter(JsonNode::isObject)
                    .findFirst()
                    .map(entry -> new RegistryAuth(file, encode(registry, entry)));
        } catch (JacksonException e) {
            throw new IOException(file + " is not a config.json as Docker writes it", e);
        }
    }

    private static Stream<String> names(String registry) {
        Stream<String> usual = Stream.of(registry, "https://" + registry, "https://" + registry + "/v1/");
        return registry.equals("docker.io")
                ? Stream.concat(Stream.of("https://index.docker.io/v1/", "index.docker.io"), usual)
                : usual;
    }

    private static String encode(String registry, JsonNode entry) {
        Map<String, String> told = new LinkedHashMap<>();
        String token = entry.path("identitytoken").asString("");
        if (!token.isEmpty()) {
            told.put("identitytoken", token);
        } else {
            String pair =
                    new String(Base64.getDecoder().decode(entry.path("auth").asString("")), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            told.put("username", colon < 0 ? entry.path("username").asString("") : pair.substring(0, colon));
            told.put("password", colon < 0 ? entry.path("password").asString("") : pair.substring(colon + 1));
        }
        told.put("serveraddress", registry);
        byte[] json = Json.mapper().writeValueAsBytes(told);
        return Base64.getUrlEncoder().encodeToString(json);
    }

    @Override
    public String toString() {
        return "RegistryAuth[" + file + "]";
    }
}
