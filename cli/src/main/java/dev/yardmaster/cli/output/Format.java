package dev.yardmaster.cli.output;

import dev.yardmaster.cli.api.Json;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** How a verb prints what it got. */
public enum Format {
    TABLE,
    /** A table with more columns, for kinds that have them. */
    WIDE,
    JSON,
    YAML;

    private static final YAMLMapper YAML_MAPPER = YAMLMapper.builder()
            .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
            .disable(YAMLWriteFeature.SPLIT_LINES)
            .build();

    /** As a whole document, with a line end. Tables are not for this. */
    public String write(JsonNode node) {
        return switch (this) {
            case JSON, TABLE, WIDE -> Json.MAPPER.writeValueAsString(node) + System.lineSeparator();
            case YAML -> YAML_MAPPER.writeValueAsString(node);
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
