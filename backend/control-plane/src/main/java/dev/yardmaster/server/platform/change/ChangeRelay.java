package dev.yardmaster.server.platform.change;

import dev.yardmaster.contract.event.Change;
import java.util.Collection;
import java.util.function.Consumer;

/** Carries changes to the other servers on the same database, and theirs here. */
interface ChangeRelay {

    /** In the transaction where there is one: told only if it commits. */
    void send(Collection<Change> changes);

    /** Sets who hears what other servers changed; never this server's own changes. */
    void onForeignChange(Consumer<Change> listener);

    /** For a server that is alone on its database. */
    ChangeRelay NONE = new ChangeRelay() {
        @Override
        public void send(Collection<Change> changes) {}

        @Override
        public void onForeignChange(Consumer<Change> listener) {}
    };
}
