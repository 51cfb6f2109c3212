package dev.yardmaster.gateway.routes;

import dev.yardmaster.gateway.routes.HealthState.Failure;
import dev.yardmaster.gateway.routes.HealthState.Standing;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** What this gateway itself knows about an engine; outlives route tables, shared by event loops without a lock. */
public final class InstanceState {
    private final Ejection policy;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicReference<HealthState> health = new AtomicReference<>(HealthState.GOOD);

    InstanceState(Ejection policy) {
        this.policy = policy;
    }

    public void began() {
        inFlight.incrementAndGet();
    }

    public void ended() {
        inFlight.decrementAndGet();
    }

    int inFlight() {
        return inFlight.get();
    }

    public void succeeded() {
        if (health.get() != HealthState.GOOD) {
            health.set(HealthState.GOOD);
        }
    }

    /** Nothing listens there, or it says that it cannot serve. */
    public void failedForCertain() {
        failed(Failure.CERTAIN);
    }

    /** It failed this request, which need not mean that it fails the next. */
    public void failedPossibly() {
        failed(Failure.POSSIBLE);
    }

    private void failed(Failure failure) {
        long now = System.nanoTime();
        double jitter = ThreadLocalRandom.current().nextDouble();
        health.updateAndGet(state -> state.afterFailure(failure, policy, now, jitter));
    }

    Standing standing(long now) {
        return state().standing(now);
    }

    boolean takeProbe(long now) {
        HealthState state = state();
        return state.standing(now) == Standing.ON_PROBATION && health.compareAndSet(state, state.probing(policy, now));
    }

    private HealthState state() {
        return Objects.requireNonNull(health.get());
    }
}
