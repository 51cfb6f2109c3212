package dev.yardmaster.server.placement;

import dev.yardmaster.server.placement.ScorePart.Aspect;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How good a node that fits would be. */
final class Scores {
    private Scores() {}

    static List<ScorePart> parts(Terms terms) {
        Demand demand = terms.demand();
        Stream<ScorePart> always =
                Stream.of(weights(demand, terms.candidate()), memory(terms), spread(demand, terms.candidate()));
        return Stream.concat(always, terms.grant().stream().flatMap(g -> Stream.of(topology(g), fragments(g))))
                .toList();
    }

    private static ScorePart weights(Demand demand, Candidate candidate) {
        boolean held = candidate.held().contains(demand.modelKey());
        return new ScorePart(
                Aspect.WEIGHTS_HELD,
                held ? Aspect.WEIGHTS_HELD.most() : 0,
                held
                        ? "the weights are on its disk already"
                        : Bytes.text(demand.memory().weightsBytes()) + " of weights would be fetched");
    }

    private static ScorePart topology(DeviceGrant grant) {
        int most = Aspect.TOPOLOGY.most();
        String devices =
                grant.devices().stream().map(d -> String.valueOf(d.index())).collect(Collectors.joining(", "));
        return switch (grant.closeness()) {
            case ALONE -> new ScorePart(Aspect.TOPOLOGY, most, "it computes on device " + devices + " alone");
            case LINKED -> new ScorePart(Aspect.TOPOLOGY, most, "devices " + devices + " are linked to each other");
            case SAME_NUMA_NODE ->
                new ScorePart(Aspect.TOPOLOGY, most * 3 / 5, "devices " + devices + " are on one NUMA node");
            case UNKNOWN ->
                new ScorePart(Aspect.TOPOLOGY, most / 2, "how devices " + devices + " are linked is not known");
            case APART -> new ScorePart(Aspect.TOPOLOGY, 0, "devices " + devices + " are far from each other");
        };
    }

    private static ScorePart fragments(DeviceGrant grant) {
        double share = 1 - (double) grant.left() / Math.max(1, grant.domain());
        return new ScorePart(
                Aspect.FRAGMENTS,
                (int) Math.round(share * Aspect.FRAGMENTS.most()),
                grant.left() == 0
                        ? "it fills the free devices there"
                        : grant.left() + " of " + grant.domain() + " free devices would be left beside it");
    }

    private static ScorePart memory(Terms terms) {
        Candidate candidate = terms.candidate();
        long left = candidate.freeMemory() - terms.hostBytes();
        double share = (double) left / Math.max(1, candidate.allocatableMemory());
        return new ScorePart(
                Aspect.FREE_MEMORY,
                (int) Math.round(Math.clamp(share, 0, 1) * Aspect.FREE_MEMORY.most()),
                Bytes.text(left) + " of " + Bytes.text(candidate.allocatableMemory()) + " memory would stay free");
    }

    private static ScorePart spread(Demand demand, Candidate candidate) {
        long same = candidate.instancesOf(demand.deployment());
        return new ScorePart(
                Aspect.SPREAD,
                (int) (Aspect.SPREAD.most() / (1 + same)),
                same == 0
                        ? "no instance of " + demand.deployment() + " is there yet"
                        : same + " of " + demand.deployment() + " are there already");
    }
}
