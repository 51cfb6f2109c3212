package dev.yardmaster.server.runtimes;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Tables of facts on engines, beside the tests. */
final class Facts {
    private Facts() {}

    static JsonNode of(String file) {
        try (InputStream in = Objects.requireNonNull(Facts.class.getResourceAsStream(file), file)) {
            return new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
