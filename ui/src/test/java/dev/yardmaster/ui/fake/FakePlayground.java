package dev.yardmaster.ui.fake;

import dev.yardmaster.contract.playground.Playground;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Hands each listener to whoever drives it: a test by hand, the demo by a thread. */
public final class FakePlayground implements Playground {
    private final FakeYard yard;
    public final List<Question> questions = new ArrayList<>();
    public Optional<Listener> listener = Optional.empty();
    public final AtomicBoolean cancelled = new AtomicBoolean();
    public Driver driver = (question, listener, cancelled) -> {};

    /** Writes the answer. */
    public interface Driver {
        void drive(Question question, Listener listener, AtomicBoolean cancelled);
    }

    FakePlayground(FakeYard yard) {
        this.yard = yard;
    }

    @Override
    public Call chat(Question question, Listener wanted) {
        yard.called("chat " + question.route());
        questions.add(question);
        listener = Optional.of(wanted);
        cancelled.set(false);
        driver.drive(question, wanted, cancelled);
        return () -> cancelled.set(true);
    }

    @Override
    public List<String> routes() {
        return List.copyOf(yard.deployments.keySet());
    }

    @Override
    public String gatewayUrl() {
        return "http://127.0.0.1:8090";
    }
}
