package dev.yardmaster.server.platform.queue;

import java.time.Duration;

/** What a run wishes for its key. News of the key runs it earlier in any case. */
public sealed interface Next {

    /** Nothing until there is news. */
    record Done() implements Next {}

    /** Once more after a while, news or not. */
    record After(Duration delay) implements Next {}

    static Next done() {
        return new Done();
    }

    static Next after(Duration delay) {
        return new After(delay);
    }
}
