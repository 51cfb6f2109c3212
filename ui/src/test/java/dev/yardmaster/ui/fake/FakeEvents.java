package dev.yardmaster.ui.fake;

import dev.yardmaster.contract.event.Change;
import dev.yardmaster.contract.event.Event;
import dev.yardmaster.contract.event.Events;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

public final class FakeEvents implements Events {
    private final Clock clock;
    private final List<Event> all = new CopyOnWriteArrayList<>();
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();

    FakeEvents(Clock clock) {
        this.clock = clock;
    }

    public void record(Event.Severity severity, String kind, String name, String reason, String sentence) {
        recordAgo(Duration.ZERO, severity, kind, name, reason, sentence);
    }

    public void recordAgo(
            Duration ago, Event.Severity severity, String kind, String name, String reason, String sentence) {
        all.add(new Event(all.size() + 1, clock.instant().minus(ago), severity, kind, name, reason, sentence));
        changed(kind, name);
    }

    public void changed(String kind, String name) {
        listeners.forEach(l -> l.accept(new Change(kind, name)));
    }

    public int listeners() {
        return listeners.size();
    }

    @Override
    public List<Event> latest(int max) {
        return newest().limit(max).toList();
    }

    @Override
    public List<Event> about(String kind, String name, int max) {
        return newest().filter(e -> e.kind().equals(kind) && e.name().equals(name))
                .limit(max)
                .toList();
    }

    @Override
    public List<Event> after(long id, int max) {
        return all.stream().filter(e -> e.id() > id).limit(max).toList();
    }

    @Override
    public Subscription subscribe(Consumer<Change> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private java.util.stream.Stream<Event> newest() {
        return all.stream()
                .sorted(Comparator.comparing(Event::at).thenComparing(Event::id).reversed());
    }
}
