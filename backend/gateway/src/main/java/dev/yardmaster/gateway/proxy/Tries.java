package dev.yardmaster.gateway.proxy;

import dev.yardmaster.gateway.metrics.ErrorKind;
import dev.yardmaster.gateway.routes.Instance;
import dev.yardmaster.gateway.routes.Selection;
import java.util.Optional;

/** Which instances a request goes to, one after the other, and when it has tried enough. */
final class Tries {
    private static final int MOST = 3;

    private final Selection selection;
    private int count;
    private boolean sameAgain;

    Tries(Selection selection) {
        this.selection = selection;
    }

    /** Where to go first; empty when the route has nobody. */
    Optional<Instance> first() {
        return next();
    }

    /** Whether another instance is left. */
    boolean couldGoOn() {
        return count < MOST && selection.hasNext();
    }

    /** Where to go after {@code failed} failed. */
    Optional<Instance> after(Instance failed, ErrorKind kind) {
        if (count >= MOST) {
            return Optional.empty();
        }
        Optional<Instance> other = next();
        return other.isPresent() ? other : again(failed, kind);
    }

    private Optional<Instance> next() {
        Optional<Instance> chosen = selection.next(System.nanoTime());
        count += chosen.isPresent() ? 1 : 0;
        return chosen;
    }

    /** A kept connection may have been closed at the other end just then: that says nothing about the engine. */
    private Optional<Instance> again(Instance failed, ErrorKind kind) {
        if (kind != ErrorKind.BROKEN || sameAgain) {
            return Optional.empty();
        }
        sameAgain = true;
        count++;
        return Optional.of(failed);
    }
}
