package dev.yardmaster.server.deployments.internal;

import dev.yardmaster.contract.deployment.PlacementVerdict;
import dev.yardmaster.server.deployments.plan.Situation;
import dev.yardmaster.server.deployments.plan.Situation.NodeSeen;
import dev.yardmaster.server.deployments.store.StoredDeployment;
import dev.yardmaster.server.placement.Placement;
import dev.yardmaster.server.placement.Rejection;
import dev.yardmaster.server.placement.Verdict;
import java.util.List;
import org.springframework.stereotype.Component;

/** What placement would say about the next instance, from the same judgement that places it. */
@Component
class Explaining {
    private final SituationReader situations;

    Explaining(SituationReader situations) {
        this.situations = situations;
    }

    List<PlacementVerdict> explain(StoredDeployment deployment) {
        Situation situation = situations.read(deployment);
        return Placement.judge(
                        situation.wanted().demand(),
                        situation.nodes().values().stream()
                                .map(NodeSeen::candidate)
                                .toList())
                .stream()
                .map(Explaining::told)
                .toList();
    }

    private static PlacementVerdict told(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Fits fits ->
                new PlacementVerdict(
                        fits.node(),
                        true,
                        fits.score(),
                        fits.parts().stream()
                                .map(p -> p.aspect() + " " + p.points() + " of "
                                        + p.aspect().most() + ": " + p.sentence())
                                .toList());
            case Verdict.Rejected rejected ->
                new PlacementVerdict(
                        rejected.node(),
                        false,
                        0,
                        rejected.why().stream().map(Explaining::told).toList());
        };
    }

    private static String told(Rejection rejection) {
        return rejection.reason() + ": " + rejection.sentence();
    }
}
