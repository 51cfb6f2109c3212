package dev.yardmaster.server.deployments.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.agent.AssignedInstance.Desired;
import dev.yardmaster.contract.agent.Observation;
import dev.yardmaster.contract.deployment.Condition;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.contract.engine.EngineSizes;
import dev.yardmaster.contract.engine.EngineStart;
import dev.yardmaster.server.deployments.plan.Seen;
import dev.yardmaster.server.deployments.store.Claimed;
import dev.yardmaster.server.deployments.store.StoredInstance;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObservingTest {
    private static final Instant THEN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = THEN.plusSeconds(60);

    private static StoredInstance stored(InstanceState state, Desired desired) {
        Seen seen = new Seen(
                "chat-1-abcde",
                1,
                Optional.of("a"),
                desired,
                THEN,
                state,
                InstanceReason.PLACED,
                "before",
                THEN,
                Optional.empty(),
                0,
                THEN);
        return new StoredInstance(
                "chat",
                seen,
                InstanceReason.CREATED,
                Optional.empty(),
                Optional.empty(),
                "sealed",
                7,
                Claimed.NOTHING,
                Optional.empty(),
                false);
    }

    private static Observation told(InstanceState state, String endpoint) {
        return new Observation(
                "chat-1-abcde",
                new Condition(state, InstanceReason.PROBE_SUCCEEDED, "now", NOW.plusSeconds(9_999)),
                Optional.of(endpoint),
                Optional.empty(),
                2);
    }

    private static StoredInstance started(StoredInstance before, String id, Optional<Long> weights) {
        EngineSizes sizes = new EngineSizes(weights, Optional.empty(), Optional.empty(), Optional.empty());
        Observation plain = told(InstanceState.READY, "http://127.0.0.1:9");
        return Observing.seen(
                before,
                new Observation(
                        plain.instanceId(),
                        plain.condition(),
                        plain.endpoint(),
                        plain.progress(),
                        plain.restarts(),
                        List.of(),
                        Optional.of(new EngineStart(id, sizes))),
                NOW);
    }

    @Test
    void aStartIsLearnedFromOnceAndTheNextOneAnew() {
        StoredInstance first = started(stored(InstanceState.LOADING, Desired.RUN), "process/1", Optional.of(7L));
        assertThat(first.learnt()).isFalse();
        StoredInstance learnt = first.afterLearning();
        assertThat(started(learnt, "process/1", Optional.of(7L))).isEqualTo(learnt);
        StoredInstance silent = Observing.seen(learnt, told(InstanceState.READY, "http://127.0.0.1:9"), NOW);
        assertThat(silent.start()).as("an agent that does not say").isEqualTo(learnt.start());
        assertThat(silent.learnt()).isTrue();
        assertThat(Observing.missing(learnt, NOW).learnt()).isTrue();
        StoredInstance next = started(learnt, "process/2", Optional.empty());
        assertThat(next.learnt()).isFalse();
        assertThat(next.start().map(EngineStart::id)).contains("process/2");
    }

    @Test
    void idsThatAreNoPlainWordsAreNotKept() {
        StoredInstance before = stored(InstanceState.LOADING, Desired.RUN);
        assertThat(started(before, "a\nb", Optional.empty()).start()).isEmpty();
        assertThat(started(before, "x".repeat(301), Optional.empty()).start()).isEmpty();
    }

    @Test
    void aNewStateBeginsNowByOurClock() {
        StoredInstance after = Observing.seen(
                stored(InstanceState.LOADING, Desired.RUN), told(InstanceState.READY, "http://127.0.0.1:9"), NOW);
        assertThat(after.seen().since()).isEqualTo(NOW);
        assertThat(after.endpoint()).contains("http://127.0.0.1:9");
        assertThat(after.seen().restarts()).isEqualTo(2);
        StoredInstance again =
                Observing.seen(after, told(InstanceState.READY, "http://127.0.0.1:9"), NOW.plusSeconds(5));
        assertThat(again).isEqualTo(after);
    }

    @ParameterizedTest
    @EnumSource(
            value = InstanceState.class,
            names = {"PENDING", "SCHEDULED", "UNREACHABLE"})
    void thePlannersWordsAreNotTheAgents(InstanceState state) {
        StoredInstance before = stored(InstanceState.LOADING, Desired.RUN);
        assertThat(Observing.seen(before, told(state, "http://127.0.0.1:9"), NOW))
                .isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "http://user:secret@host:1", "nonsense", "http://[", "//host"})
    void anEndpointThatIsNoAddressIsNotKept(String endpoint) {
        StoredInstance after =
                Observing.seen(stored(InstanceState.LOADING, Desired.RUN), told(InstanceState.READY, endpoint), NOW);
        assertThat(after.endpoint()).isEmpty();
    }

    @Test
    void whatIsMissingIsStartedAgainOrHasStopped() {
        assertThat(Observing.missing(stored(InstanceState.READY, Desired.RUN), NOW)
                        .seen()
                        .state())
                .isEqualTo(InstanceState.SCHEDULED);
        assertThat(Observing.missing(stored(InstanceState.DRAINING, Desired.STOP), NOW)
                        .seen()
                        .state())
                .isEqualTo(InstanceState.STOPPED);
        StoredInstance fresh = stored(InstanceState.SCHEDULED, Desired.RUN);
        assertThat(Observing.missing(fresh, NOW)).isEqualTo(fresh);
    }
}
