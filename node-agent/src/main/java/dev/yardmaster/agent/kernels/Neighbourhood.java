package dev.yardmaster.agent.kernels;

import dev.yardmaster.contract.agent.CacheOffers;
import dev.yardmaster.contract.agent.CacheRequest;
import dev.yardmaster.contract.agent.CacheSources;

/** The server, as far as kernels go. Neither call throws: a server that cannot be asked knows nobody. */
public interface Neighbourhood {
    /** Whether it took what is there. */
    boolean offer(CacheOffers offers);

    CacheSources sources(CacheRequest request);
}
