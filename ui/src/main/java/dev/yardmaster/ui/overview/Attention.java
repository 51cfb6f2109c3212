package dev.yardmaster.ui.overview;

import dev.yardmaster.contract.deployment.Deployment;
import dev.yardmaster.contract.deployment.Instance;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.contract.node.Inventory;
import dev.yardmaster.contract.node.Node;
import dev.yardmaster.ui.live.FleetState;
import dev.yardmaster.ui.parts.Tone;
import dev.yardmaster.ui.parts.Words;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One thing that somebody should look at.
 *
 * @param since when it began, where that is known
 * @param href page that says more
 */
record Attention(Tone tone, String word, String subject, String sentence, Optional<Instant> since, String href) {
    private static final int LOW_DISK_PERCENT = 5;

    /** Worst first, then oldest first. */
    static List<Attention> of(FleetState state) {
        return Stream.of(nodes(state), instances(state), deployments(state))
                .flatMap(s -> s)
                .sorted(Comparator.comparing(Attention::tone)
                        .reversed()
                        .thenComparing(a -> a.since().orElse(Instant.MAX)))
                .toList();
    }

    private static Stream<Attention> nodes(FleetState state) {
        return state.nodes().stream().flatMap(n -> Stream.concat(silent(n).stream(), tight(n).stream()));
    }

    private static Optional<Attention> silent(Node node) {
        return node.state() == Node.State.ONLINE
                ? Optional.empty()
                : Optional.of(new Attention(
                        Tone.BAD,
                        "Unreachable",
                        "Node " + node.name(),
                        node.sentence(),
                        Optional.of(node.leaseUntil()),
                        "nodes/" + node.name()));
    }

    private static Optional<Attention> tight(Node node) {
        Inventory has = node.inventory();
        boolean low = has.weightsBytesTotal() > 0
                && has.weightsBytesFree() * 100 < has.weightsBytesTotal() * LOW_DISK_PERCENT;
        return low
                ? Optional.of(new Attention(
                        Tone.WARN,
                        "Low disk",
                        "Node " + node.name(),
                        "Only " + Words.bytes(has.weightsBytesFree()) + " of " + Words.bytes(has.weightsBytesTotal())
                                + " are left for weights.",
                        Optional.empty(),
                        "nodes/" + node.name()))
                : Optional.empty();
    }

    private static Stream<Attention> instances(FleetState state) {
        return state.instances().stream()
                .filter(Attention::stuck)
                .map(i -> new Attention(
                        Tone.of(i.condition().state()),
                        Words.of(i.condition().state()),
                        "Instance " + i.id(),
                        i.condition().sentence(),
                        Optional.of(i.condition().since()),
                        "deployments/" + i.deployment()));
    }

    private static boolean stuck(Instance instance) {
        InstanceState is = instance.condition().state();
        return is == InstanceState.FAILED
                || is == InstanceState.UNREACHABLE
                || (is == InstanceState.PENDING && instance.condition().reason() == InstanceReason.NOTHING_FITS);
    }

    /** Only where no instance of it already tells. */
    private static Stream<Attention> deployments(FleetState state) {
        return state.deployments().stream()
                .filter(d -> d.status().phase() == Deployment.Phase.DEGRADED)
                .filter(d -> state.instancesOf(d.name()).stream().noneMatch(Attention::stuck))
                .map(d -> new Attention(
                        Tone.BAD,
                        "Degraded",
                        "Deployment " + d.name(),
                        d.status().sentence(),
                        Optional.empty(),
                        "deployments/" + d.name()));
    }
}
