package dev.yardmaster.server.catalog.search;

import dev.yardmaster.contract.catalog.AddedModel;
import dev.yardmaster.contract.catalog.CatalogSearch;
import dev.yardmaster.contract.catalog.FoundModel;
import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.Models;
import dev.yardmaster.contract.catalog.NewModel;
import dev.yardmaster.contract.catalog.SearchQuery;
import dev.yardmaster.contract.catalog.SourceAddress;
import dev.yardmaster.server.catalog.curated.CuratedCatalogue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Search in all places, with what the catalogue has already. */
@Service
class SearchService implements CatalogSearch {
    private final HuggingFaceSearch huggingFace;
    private final Remembered remembered;
    private final HubSearch hub;
    private final CuratedCatalogue curated;
    private final Models models;
    private final Adding adding;

    SearchService(
            HuggingFaceSearch huggingFace,
            Remembered remembered,
            HubSearch hub,
            CuratedCatalogue curated,
            Models models,
            Adding adding) {
        this.huggingFace = huggingFace;
        this.remembered = remembered;
        this.hub = hub;
        this.curated = curated;
        this.models = models;
        this.adding = adding;
    }

    @Override
    public List<FoundModel> search(SearchQuery query) {
        List<FoundModel> found = switch (query.place()) {
            case HF -> remembered.or(query, huggingFace::search);
            case HUB -> hub.search(query);
            case CURATED -> curated.search(query);
        };
        Map<String, String> names = models.list().stream()
                .collect(Collectors.toMap(SearchService::place, Model::name, (first, _) -> first));
        return found.stream()
                .map(f -> f.named(Optional.ofNullable(names.get(placeOf(f)))))
                .toList();
    }

    private String placeOf(FoundModel found) {
        return found.source().startsWith(CuratedCatalogue.PREFIX)
                ? curated.find(found.id()).map(c -> plain(c.spec().source())).orElse("")
                : plain(found.source());
    }

    private static String place(Model model) {
        return plain(model.spec().source());
    }

    /** Without revision and pattern. */
    private static String plain(String source) {
        try {
            SourceAddress address = SourceAddress.parse(source);
            return address.scheme().word() + "://" + address.location();
        } catch (IllegalArgumentException e) {
            return source;
        }
    }

    @Override
    public AddedModel add(NewModel wanted) {
        return adding.add(wanted);
    }
}
