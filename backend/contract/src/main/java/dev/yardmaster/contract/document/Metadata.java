package dev.yardmaster.contract.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What every document says about itself.
 *
 * @param name lower-case letters, digits, '.' and '-', at most 63, starting and ending with a letter or digit
 * @param project the tenant; {@code default} where nothing is said
 * @param labels free pairs to find things by
 * @param version when present in a document that is applied, the change is refused unless it is still the current one
 * @param createdAt set by the server; refused in a document that is applied
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Metadata(
        String name, String project, Map<String, String> labels, Optional<Long> version, Optional<Instant> createdAt) {
    public static final String DEFAULT_PROJECT = "default";

    public Metadata {
        project = project == null ? DEFAULT_PROJECT : project;
        labels = labels == null ? Map.of() : Map.copyOf(labels);
        version = version == null ? Optional.empty() : version;
        createdAt = createdAt == null ? Optional.empty() : createdAt;
    }

    public static Metadata named(String name) {
        return new Metadata(name, DEFAULT_PROJECT, Map.of(), Optional.empty(), Optional.empty());
    }
}
