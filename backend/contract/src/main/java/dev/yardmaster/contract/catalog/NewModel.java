package dev.yardmaster.contract.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * A model to be put into the catalogue.
 *
 * @param source an address, or {@code curated:NAME}
 * @param name made of the source's where absent
 * @param include patterns of the files wanted; needed where the source holds the same weights in several ways
 * @param secret name of a secret that the source is read with
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NewModel(String source, Optional<String> name, List<String> include, Optional<String> secret) {
    public NewModel {
        name = name == null ? Optional.empty() : name;
        include = include == null ? List.of() : List.copyOf(include);
        secret = secret == null ? Optional.empty() : secret;
    }

    public static NewModel from(String source) {
        return new NewModel(source, Optional.empty(), List.of(), Optional.empty());
    }

    public NewModel including(List<String> patterns) {
        return new NewModel(source, name, patterns, secret);
    }
}
