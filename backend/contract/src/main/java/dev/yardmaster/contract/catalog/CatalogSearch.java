package dev.yardmaster.contract.catalog;

import java.util.List;

/** Finding models and putting them into the catalogue. Refusals are problems. */
public interface CatalogSearch {

    /** Most wanted first, where the source knows; may ask a hub and so take seconds. */
    List<FoundModel> search(SearchQuery query);

    /** Makes a sensible Model document of a source and applies it, or answers what has to be chosen first. */
    AddedModel add(NewModel wanted);
}
