package dev.yardmaster.contract.agent;

import java.util.List;

/** Every snapshot that a node can give to others; what is missing is not there any more. */
public record CacheOffers(List<CacheOffer> offers) {
    /** More than that many are refused. */
    public static final int MOST = 64;

    public CacheOffers {
        offers = offers == null ? List.of() : List.copyOf(offers);
    }
}
