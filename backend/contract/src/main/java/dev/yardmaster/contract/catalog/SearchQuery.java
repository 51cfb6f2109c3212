package dev.yardmaster.contract.catalog;

import java.util.Optional;

/**
 * What is looked for.
 *
 * @param text part of a name; everything where empty
 * @param filter a tag that has to be there, for instance {@code gguf}
 * @param limit at most this many
 */
public record SearchQuery(SearchPlace place, String text, Optional<String> filter, int limit) {
    /** No answer is longer. */
    public static final int MOST = 100;

    public SearchQuery {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("limit is " + limit + "; expected 1 to " + MOST);
        }
    }

    public static SearchQuery of(SearchPlace place, String text, int limit) {
        return new SearchQuery(place, text, Optional.empty(), limit);
    }
}
