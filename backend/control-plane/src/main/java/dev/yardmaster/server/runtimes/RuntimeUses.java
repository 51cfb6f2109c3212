package dev.yardmaster.server.runtimes;

import java.util.List;

/** Implemented by features that need runtimes: while one is needed it cannot be deleted. */
public interface RuntimeUses {

    /**
     * What needs the runtime, as people would say it, for instance {@code deployment 'chat'}. Called in the transaction
     * that would delete the runtime, which has locked it by then, see {@link EngineRuntimes#hold}.
     */
    List<String> uses(String runtime);
}
