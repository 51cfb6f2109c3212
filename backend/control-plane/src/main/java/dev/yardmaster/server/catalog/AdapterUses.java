package dev.yardmaster.server.catalog;

import java.util.List;

/** Implemented by features that need adapters: while one is needed it cannot be deleted. */
public interface AdapterUses {

    /**
     * What needs the adapter, as people would say it, for instance {@code prefetch 'edge'}. Called in the transaction
     * that would delete the adapter, which has locked it by then, see {@link AdapterHolds}.
     */
    List<String> uses(String adapter);
}
