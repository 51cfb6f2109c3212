package dev.yardmaster.contract.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * A model to be put in the catalogue.
 *
 * @param source where its files are, see {@link dev.yardmaster.contract.catalog.SourceAddress}; resolved to a commit
 *     when the document is first applied, and immutable from then on
 * @param include glob patterns of the files wanted; all where empty
 * @param exclude glob patterns of files not wanted; wins over {@code include}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ModelSpec(String source, List<String> include, List<String> exclude) {
    public ModelSpec {
        include = include == null ? List.of() : List.copyOf(include);
        exclude = exclude == null ? List.of() : List.copyOf(exclude);
    }

    public static ModelSpec from(String source) {
        return new ModelSpec(source, List.of(), List.of());
    }
}
