package dev.yardmaster.server.deployments.plan;

import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.server.placement.Candidate;
import dev.yardmaster.server.placement.Placement;
import java.util.List;
import java.util.Optional;

/**
 * Where no node has room for one more, a rollout can only go on by stopping an old instance first: one at a time, one
 * that does not answer at once, one that answers after a while and only while enough others do.
 */
final class MakingRoom implements Planner.Step {
    @Override
    public void plan(Draft draft) {
        boolean waiting = draft.all().stream().anyMatch(i -> !i.wanted());
        if (waiting) {
            return;
        }
        draft.those(i -> i.wanted() && draft.current(i) && i.state() == InstanceState.PENDING).stream()
                .findFirst()
                .flatMap(pending -> victim(draft, pending))
                .ifPresent(old -> draft.stop(
                        old,
                        InstanceReason.REPLACED_BY_REVISION,
                        "no node has room for one more; this makes room for revision " + draft.wanted.revision()));
    }

    private static Optional<Seen> victim(Draft draft, Seen pending) {
        boolean patient = pending.since().plus(draft.policy.roomAfter()).isAfter(draft.now);
        boolean enough = draft.ready() >= draft.wanted.replicas();
        return draft.leastUsefulFirst(i -> !draft.current(i) && draft.live(i) && !i.unreachable())
                .filter(i -> !i.ready() || enough && !patient)
                .filter(i -> wouldFit(draft, i))
                .findFirst();
    }

    private static boolean wouldFit(Draft draft, Seen without) {
        List<Candidate> candidates =
                draft.candidates().stream().map(c -> c.without(without.id())).toList();
        return Placement.select(draft.verdicts(candidates)).isPresent();
    }
}
