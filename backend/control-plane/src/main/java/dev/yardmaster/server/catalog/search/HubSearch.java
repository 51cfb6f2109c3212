package dev.yardmaster.server.catalog.search;

import dev.yardmaster.contract.catalog.FoundModel;
import dev.yardmaster.contract.catalog.SearchPlace;
import dev.yardmaster.contract.catalog.SearchQuery;
import dev.yardmaster.server.catalog.hub.internal.StoredHub;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The built-in hub's repositories, those that whoever asks may see. */
@Component
class HubSearch {
    private final StoredHub hub;

    HubSearch(StoredHub hub) {
        this.hub = hub;
    }

    List<FoundModel> search(SearchQuery query) {
        return hub.list(query.text(), "", "", query.limit()).stream()
                .map(row -> row.name().owner() + "/" + row.name().name())
                .map(id -> new FoundModel(
                        SearchPlace.HUB,
                        id,
                        "hub://" + id,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Optional.of(false),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .toList();
    }
}
