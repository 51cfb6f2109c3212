package dev.yardmaster.server.platform.change;

import dev.yardmaster.contract.event.Change;
import dev.yardmaster.contract.event.Events.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is told. One that throws does not keep the others from hearing. */
final class Subscribers {
    private static final Logger LOG = LoggerFactory.getLogger(Subscribers.class);

    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();

    Subscription add(Consumer<Change> listener) {
        // A wrapper of its own, so that the same listener may be added twice and removed once.
        Consumer<Change> own = listener::accept;
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    void tell(Change change) {
        for (Consumer<Change> listener : listeners) {
            try {
                listener.accept(change);
            } catch (RuntimeException e) {
                LOG.error("A listener failed on {}", change, e);
            }
        }
    }
}
