package dev.yardmaster.ui.live;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.shared.Registration;
import dev.yardmaster.contract.event.Change;
import dev.yardmaster.contract.event.Events;
import dev.yardmaster.contract.problem.ProblemException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one bridge between the control plane's changes and all open browsers. Changes are gathered for a quarter of a
 * second, then what they touched is read once and handed to every follower. Nothing is read while nobody looks.
 */
public final class Fleet implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Fleet.class);
    static final Duration PACE = Duration.ofMillis(250);
    static final Duration RETRY = Duration.ofSeconds(2);
    static final Duration RESYNC = Duration.ofSeconds(10);

    private final FleetReader reader;
    private final Pacer pacer;
    private final Events.Subscription subscription;
    private final List<Consumer<FleetState>> listeners = new CopyOnWriteArrayList<>();
    private final Set<Slice> stale = EnumSet.allOf(Slice.class);
    private boolean scheduled;
    private volatile FleetState state = FleetState.UNKNOWN;

    public Fleet(FleetReader reader, Events events, Pacer pacer) {
        this.reader = reader;
        this.pacer = pacer;
        this.subscription = events.subscribe(this::changed);
        pacer.later(RESYNC, this::resync);
    }

    /** Paints at once with what is known, and again on every change, until the component is detached. */
    public void follow(Component component, Consumer<FleetState> paint) {
        component.addAttachListener(e -> {
            Registration registration = listen(new Follower(e.getUI(), paint));
            paint.accept(state);
            component.addDetachListener(d -> {
                d.unregisterListener();
                registration.remove();
            });
        });
    }

    /** Called back from the pacer's thread. */
    Registration listen(Consumer<FleetState> listener) {
        listeners.add(listener);
        schedule(Duration.ZERO);
        return () -> listeners.remove(listener);
    }

    public FleetState state() {
        return state;
    }

    int followers() {
        return listeners.size();
    }

    private void changed(Change change) {
        synchronized (stale) {
            stale.addAll(Slice.touchedBy(change));
        }
        schedule(PACE);
    }

    private void schedule(Duration delay) {
        synchronized (stale) {
            if (scheduled || stale.isEmpty() || listeners.isEmpty()) {
                return;
            }
            scheduled = true;
        }
        pacer.later(delay, this::pass);
    }

    private void pass() {
        Set<Slice> due;
        synchronized (stale) {
            due = EnumSet.copyOf(stale);
            stale.clear();
            scheduled = false;
        }
        FleetState before = state;
        try {
            state = reader.read(before, due);
        } catch (RuntimeException e) {
            state = before.inTrouble(explain(e));
            synchronized (stale) {
                stale.addAll(due);
            }
            schedule(RETRY);
        }
        FleetState now = state;
        if (!now.equals(before)) {
            listeners.forEach(l -> l.accept(now));
        }
    }

    private static String explain(RuntimeException e) {
        if (e instanceof ProblemException p) {
            return p.problem().detail();
        }
        LOG.warn("The fleet could not be read", e);
        return "The server could not read its own records; its log says why.";
    }

    private void resync() {
        synchronized (stale) {
            stale.addAll(EnumSet.allOf(Slice.class));
        }
        schedule(Duration.ZERO);
        pacer.later(RESYNC, this::resync);
    }

    @Override
    public void close() {
        subscription.close();
        pacer.close();
    }

    /** Hands over only the newest picture when a browser is slower than the changes. */
    private static final class Follower implements Consumer<FleetState> {
        private final UI ui;
        private final Consumer<FleetState> paint;
        private volatile FleetState newest = FleetState.UNKNOWN;
        private final java.util.concurrent.atomic.AtomicBoolean waiting =
                new java.util.concurrent.atomic.AtomicBoolean();

        Follower(UI ui, Consumer<FleetState> paint) {
            this.ui = ui;
            this.paint = paint;
        }

        @Override
        public void accept(FleetState state) {
            newest = state;
            if (waiting.compareAndSet(false, true)) {
                ui.accessLater(this::paintNewest, () -> {}).run();
            }
        }

        private void paintNewest() {
            waiting.set(false);
            paint.accept(newest);
        }
    }
}
