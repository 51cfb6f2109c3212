package dev.yardmaster.server.catalog.store;

import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.contract.document.SourceAccess;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** JSON columns that models and adapters have in common. */
@Component
class Columns {
    private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<List<ModelFile>> FILES = new TypeReference<>() {};

    private final JsonMapper json;

    Columns(JsonMapper json) {
        this.json = json;
    }

    String write(Object value) {
        return json.writeValueAsString(value);
    }

    @Nullable
    String write(Optional<?> value) {
        return value.map(this::write).orElse(null);
    }

    List<String> texts(String column) {
        return json.readValue(column, TEXTS);
    }

    List<ModelFile> files(String column) {
        return json.readValue(column, FILES);
    }

    Optional<SourceAccess> access(@Nullable String column) {
        return read(column, SourceAccess.class);
    }

    <T> Optional<T> read(@Nullable String column, Class<T> type) {
        return Optional.ofNullable(column).map(c -> json.readValue(c, type));
    }

    Metadata metadata(String name, String project, String labels, long version, Instant createdAt) {
        return new Metadata(
                name, project, json.readValue(labels, LABELS), Optional.of(version), Optional.of(createdAt));
    }
}
