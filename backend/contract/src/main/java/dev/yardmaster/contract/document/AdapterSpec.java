package dev.yardmaster.contract.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * A LoRA adapter to be put in the catalogue.
 *
 * @param source as a model's
 * @param base name of the model in the catalogue that it changes; refused where the two do not fit
 * @param include glob patterns of the files wanted; all where empty
 * @param exclude glob patterns of files not wanted; wins over {@code include}
 * @param access how the source is reached where it is not open
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AdapterSpec(
        String source, String base, List<String> include, List<String> exclude, Optional<SourceAccess> access) {
    public AdapterSpec {
        include = include == null ? List.of() : List.copyOf(include);
        exclude = exclude == null ? List.of() : List.copyOf(exclude);
        access = access == null ? Optional.empty() : access;
    }
}
