package dev.yardmaster.server.deployments.internal;

import dev.yardmaster.contract.deployment.Forecast;
import dev.yardmaster.contract.deployment.PlacementVerdict;
import dev.yardmaster.contract.node.Inventory;
import dev.yardmaster.contract.runtime.RuntimeChoice;
import dev.yardmaster.server.deployments.plan.Situation;
import dev.yardmaster.server.deployments.plan.Situation.NodeSeen;
import dev.yardmaster.server.deployments.sizing.Engine;
import dev.yardmaster.server.deployments.sizing.NodeLaunch;
import dev.yardmaster.server.deployments.store.DeploymentStore;
import dev.yardmaster.server.deployments.store.StoredDeployment;
import dev.yardmaster.server.placement.Placement;
import dev.yardmaster.server.placement.Rejection;
import dev.yardmaster.server.placement.Verdict;
import dev.yardmaster.server.runtimes.memory.Corrections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What placement would say about the next instance, from the same judgement that places it. */
@Component
class Explaining {
    private static final int NODES_FORECAST = 50;

    private final SituationReader situations;
    private final DeploymentStore store;

    Explaining(SituationReader situations, DeploymentStore store) {
        this.situations = situations;
        this.store = store;
    }

    List<PlacementVerdict> explain(StoredDeployment deployment) {
        Situation situation = situations.read(deployment);
        Optional<Engine> engine =
                store.revision(deployment.name(), deployment.revision()).flatMap(r -> Engines.of(r, Corrections.NONE));
        return Placement.judge(
                        situation.wanted().demand(),
                        situation.nodes().values().stream()
                                .map(NodeSeen::candidate)
                                .toList())
                .stream()
                .map(v -> told(v, engine.map(e -> how(e, v, situation)).orElse(List.of())))
                .toList();
    }

    /** What applying says of a new revision: the nodes that fit first, and not all of many. */
    Forecast forecast(StoredDeployment deployment, RuntimeChoice choice) {
        return new Forecast(
                choice,
                explain(deployment).stream()
                        .sorted(Comparator.comparing(PlacementVerdict::fits)
                                .thenComparing(PlacementVerdict::score)
                                .reversed()
                                .thenComparing(PlacementVerdict::node))
                        .limit(NODES_FORECAST)
                        .toList());
    }

    private static List<String> how(Engine engine, Verdict verdict, Situation situation) {
        return switch (verdict) {
            case Verdict.Fits fits -> {
                Inventory node = situation.candidate(fits.node()).orElseThrow().inventory();
                yield NodeLaunch.how(engine, node, fits.devices());
            }
            case Verdict.Rejected _ -> List.of();
        };
    }

    private static PlacementVerdict told(Verdict verdict, List<String> engine) {
        return switch (verdict) {
            case Verdict.Fits fits ->
                new PlacementVerdict(
                        fits.node(),
                        true,
                        fits.score(),
                        fits.parts().stream()
                                .map(p -> p.aspect() + " " + p.points() + " of "
                                        + p.aspect().most() + ": " + p.sentence())
                                .toList(),
                        engine);
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
