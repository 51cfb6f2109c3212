package dev.yardmaster.contract.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.yardmaster.contract.catalog.ModelFacts;
import java.util.List;
import java.util.Optional;

/**
 * A model to be put in the catalogue.
 *
 * @param source where its files are, see {@link dev.yardmaster.contract.catalog.SourceAddress}; resolved to a commit
 *     when the document is first applied, and immutable from then on
 * @param include glob patterns of the files wanted; all where empty
 * @param exclude glob patterns of files not wanted; wins over {@code include}
 * @param access how the source is reached where it is not open
 * @param facts what the writer knows better than the files say; each one stated wins
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ModelSpec(
        String source,
        List<String> include,
        List<String> exclude,
        Optional<SourceAccess> access,
        Optional<ModelFacts> facts) {
    public ModelSpec {
        include = include == null ? List.of() : List.copyOf(include);
        exclude = exclude == null ? List.of() : List.copyOf(exclude);
        access = access == null ? Optional.empty() : access;
        facts = facts == null ? Optional.empty() : facts;
    }

    public ModelSpec(String source, List<String> include, List<String> exclude) {
        this(source, include, exclude, Optional.empty(), Optional.empty());
    }

    public static ModelSpec from(String source) {
        return new ModelSpec(source, List.of(), List.of());
    }
}
