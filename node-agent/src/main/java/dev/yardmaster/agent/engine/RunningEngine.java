package dev.yardmaster.agent.engine;

import java.io.IOException;
import java.nio.file.Path;

/** An engine's process or container, ours by birth or adopted. */
public interface RunningEngine {
    /** What finds it again. */
    EngineIdentity identity();

    boolean isAlive();

    /** How it ended; {@link EngineExit#UNKNOWN} while it lives. */
    EngineExit exit();

    /** Asks it to end. Does nothing to one that has ended. */
    void signal(StopSignal signal);

    /** Ends it and everything that it started, at once. */
    void kill();

    /** Calls back once it has ended; at once where it has. */
    void onExit(Runnable then);

    /**
     * Lets it read a directory of the store, for adapters that come while it runs.
     *
     * @param name of the adapter; the same name again takes the place of the last
     * @return the directory's path as the engine sees it
     */
    String show(String name, Path directory) throws IOException;

    /** Takes back what was shown under that name. */
    void hide(String name);
}
