package dev.yardmaster.server.deployments.internal;

import dev.yardmaster.contract.agent.Observation;
import dev.yardmaster.contract.deployment.Condition;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.contract.engine.EngineStart;
import dev.yardmaster.server.deployments.plan.Seen;
import dev.yardmaster.server.deployments.store.StoredInstance;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** What an instance is after an agent's report: a pure function. */
final class Observing {
    private static final int LONGEST_SENTENCE = 1_000;
    private static final int LONGEST_ID = 300;

    private Observing() {}

    /** The agent sees it. Its state began now by our clock, as agents' clocks may be wrong. */
    static StoredInstance seen(StoredInstance before, Observation observation, Instant now) {
        Condition told = observation.condition();
        if (!agents(told.state())) {
            return before;
        }
        boolean same = before.seen().state() == told.state() && before.seen().reason() == told.reason();
        Seen seen = seen(
                before.seen(),
                told.state(),
                told.reason(),
                clipped(told.sentence()),
                same ? before.seen().since() : now,
                Math.max(0, observation.restarts()));
        Optional<EngineStart> start =
                observation.start().filter(Observing::plain).or(before::start);
        return new StoredInstance(
                before.deployment(),
                seen,
                before.desiredReason(),
                observation.endpoint().filter(Observing::address),
                observation.progress(),
                before.engineKey(),
                before.assignedVersion(),
                before.claimed(),
                start,
                before.learnt() && same(before.start(), start));
    }

    private static boolean same(Optional<EngineStart> one, Optional<EngineStart> other) {
        return one.map(EngineStart::id).equals(other.map(EngineStart::id));
    }

    /** Ids are agents' own words, and are only compared. */
    private static boolean plain(EngineStart start) {
        return start.id().length() <= LONGEST_ID && start.id().chars().allMatch(c -> c > ' ' && c < 127);
    }

    /** The agent worked from an assignment that names it, and does not see it. */
    static StoredInstance missing(StoredInstance before, Instant now) {
        Seen old = before.seen();
        if (old.wanted() && old.state() == InstanceState.SCHEDULED
                || !old.wanted() && old.state() == InstanceState.STOPPED) {
            return before;
        }
        String node = old.node().orElse("its node");
        Seen seen = old.wanted()
                ? seen(
                        old,
                        InstanceState.SCHEDULED,
                        InstanceReason.PLACED,
                        node + " does not have it any more and is to start it again",
                        now,
                        old.restarts())
                : seen(
                        old,
                        InstanceState.STOPPED,
                        InstanceReason.EXITED_ON_REQUEST,
                        node + " does not have it any more",
                        now,
                        old.restarts());
        return new StoredInstance(
                before.deployment(),
                seen,
                before.desiredReason(),
                Optional.empty(),
                Optional.empty(),
                before.engineKey(),
                before.assignedVersion(),
                before.claimed(),
                before.start(),
                before.learnt());
    }

    static boolean transition(StoredInstance before, StoredInstance after) {
        return before.seen().state() != after.seen().state()
                || before.seen().reason() != after.seen().reason();
    }

    /** Whether gateways would have to know. */
    static boolean moved(StoredInstance before, StoredInstance after) {
        return transition(before, after) || !before.endpoint().equals(after.endpoint());
    }

    private static boolean agents(InstanceState state) {
        return switch (state) {
            case PREFETCHING, STARTING, LOADING, WARMING, READY, SLEEPING, DRAINING, STOPPING, STOPPED, FAILED -> true;
            case PENDING, SCHEDULED, UNREACHABLE -> false;
        };
    }

    private static boolean address(String endpoint) {
        try {
            URI uri = URI.create(endpoint);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String clipped(String sentence) {
        String clean = sentence.replace('\0', ' ');
        return clean.length() <= LONGEST_SENTENCE ? clean : clean.substring(0, LONGEST_SENTENCE);
    }

    private static Seen seen(
            Seen old, InstanceState state, InstanceReason reason, String sentence, Instant since, int restarts) {
        return new Seen(
                old.id(),
                old.revision(),
                old.node(),
                old.desired(),
                old.desiredSince(),
                state,
                reason,
                sentence,
                since,
                old.unreachableSince(),
                restarts,
                old.createdAt());
    }
}
