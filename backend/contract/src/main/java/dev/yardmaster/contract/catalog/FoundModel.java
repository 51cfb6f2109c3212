package dev.yardmaster.contract.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * A model that was found.
 *
 * @param id as its place calls it: {@code org/name}, or a curated entry's name
 * @param source what {@link NewModel} takes: {@code hf://org/name}, {@code hub://owner/name}, {@code curated:name}
 * @param downloads of the last month
 * @param parameters as its place states them
 * @param catalogueName of the model in the catalogue that has this source already
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FoundModel(
        SearchPlace place,
        String id,
        String source,
        Optional<Long> downloads,
        Optional<Long> likes,
        List<String> tags,
        Optional<Boolean> gated,
        Optional<String> licence,
        Optional<Long> parameters,
        Optional<String> catalogueName) {
    public FoundModel {
        downloads = downloads == null ? Optional.empty() : downloads;
        likes = likes == null ? Optional.empty() : likes;
        tags = tags == null ? List.of() : List.copyOf(tags);
        gated = gated == null ? Optional.empty() : gated;
        licence = licence == null ? Optional.empty() : licence;
        parameters = parameters == null ? Optional.empty() : parameters;
        catalogueName = catalogueName == null ? Optional.empty() : catalogueName;
    }

    public FoundModel named(Optional<String> inCatalogue) {
        return new FoundModel(place, id, source, downloads, likes, tags, gated, licence, parameters, inCatalogue);
    }
}
