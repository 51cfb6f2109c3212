package dev.yardmaster.server.catalog.search;

import dev.yardmaster.contract.catalog.FoundModel;
import dev.yardmaster.contract.catalog.SearchPlace;
import dev.yardmaster.contract.catalog.SearchQuery;
import dev.yardmaster.server.catalog.hub.store.RepositoryRows;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The built-in hub's repositories, by its own tables. */
@Component
class HubSearch {
    private final RepositoryRows repositories;

    HubSearch(RepositoryRows repositories) {
        this.repositories = repositories;
    }

    List<FoundModel> search(SearchQuery query) {
        return repositories.list(query.text(), "", "", query.limit()).stream()
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
