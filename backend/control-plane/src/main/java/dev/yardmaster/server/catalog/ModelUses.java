package dev.yardmaster.server.catalog;

import java.util.List;

/** Implemented by features that need models: while one is needed it cannot be deleted. */
public interface ModelUses {

    /**
     * What needs the model, as people would say it, for instance {@code deployment 'chat'}. Called in the transaction
     * that would delete the model, which has locked it by then, see {@link ModelHolds}.
     */
    List<String> uses(String model);
}
