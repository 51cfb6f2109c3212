package dev.yardmaster.server.placement;

import static dev.yardmaster.server.placement.Candidates.AVX2;
import static dev.yardmaster.server.placement.Candidates.GIB;
import static dev.yardmaster.server.placement.Candidates.claim;
import static dev.yardmaster.server.placement.Candidates.demand;
import static dev.yardmaster.server.placement.Candidates.good;
import static dev.yardmaster.server.placement.Candidates.inventory;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.document.DeploymentSpec.EngineSettings;
import dev.yardmaster.contract.node.Inventory;
import dev.yardmaster.server.placement.Candidate.Claim;
import dev.yardmaster.server.placement.Rejection.Reason;
import dev.yardmaster.server.placement.ScorePart.Aspect;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlacementTest {

    /** See {@link DevicePlacementTest}. */
    private static final Set<Reason> DEVICES = EnumSet.of(
            Reason.CANNOT_START,
            Reason.NO_SUCH_DEVICE,
            Reason.DEVICE_UNSUITED,
            Reason.DEVICE_QUARANTINED,
            Reason.TOO_FEW_DEVICES_FREE,
            Reason.TOO_LITTLE_DEVICE_MEMORY);

    static Stream<Arguments> spoiltNodes() {
        Candidate good = good("a");
        return Stream.of(
                Arguments.of(change(good, false, false, good.inventory()), Reason.UNREACHABLE, "not heard from"),
                Arguments.of(change(good, true, true, good.inventory()), Reason.CORDONED, "cordoned"),
                Arguments.of(
                        change(good, true, false, inventory("riscv64", AVX2, 16 * GIB, 100 * GIB)),
                        Reason.ARCHITECTURE_UNSUPPORTED,
                        "riscv64"),
                Arguments.of(
                        change(good, true, false, inventory("x86_64", Set.of("avx2", "fma"), 16 * GIB, 100 * GIB)),
                        Reason.CPU_FEATURE_MISSING,
                        "lacks bmi2, f16c"),
                Arguments.of(
                        change(good, true, false, inventory("amd64", AVX2, 5 * GIB, 100 * GIB)),
                        Reason.TOO_LITTLE_MEMORY,
                        "needs 5.0 GiB (4.0 GiB weights, 1.0 GiB engine, 0 B key-value cache) of memory, 4.5 GiB of"),
                Arguments.of(
                        good.with(claim("x", "other", 10 * GIB)),
                        Reason.TOO_LITTLE_MEMORY,
                        "4.4 GiB of 14.4 GiB are free with 1 instances placed"),
                Arguments.of(
                        change(good, true, false, inventory("amd64", AVX2, 16 * GIB, 4 * GIB)),
                        Reason.TOO_LITTLE_DISK,
                        "4.0 GiB are free"),
                Arguments.of(
                        good.with(new Claim("chat-1-aaaaa", "chat", "weights-1", GIB, GIB, true)),
                        Reason.FAILS_THERE,
                        "chat-1-aaaaa fails there"));
    }

    private static Candidate change(Candidate from, boolean reachable, boolean cordoned, Inventory inventory) {
        return new Candidate(from.node(), reachable, cordoned, Map.of(), inventory, from.held(), from.claims());
    }

    @ParameterizedTest
    @MethodSource("spoiltNodes")
    void aNodeThatCannotTakeItSaysWhyWithNumbers(Candidate node, Reason reason, String part) {
        Verdict verdict = Placement.judge(demand(4 * GIB), List.of(node)).getFirst();
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Rejected.class,
                        r -> assertThat(r.why()).anySatisfy(why -> {
                            assertThat(why.reason()).isEqualTo(reason);
                            assertThat(why.sentence()).contains(part);
                        }));
    }

    @Test
    void everyReasonIsReachedByTheTableAbove() {
        assertThat(spoiltNodes().map(a -> a.get()[1]))
                .containsAll(Stream.of(Reason.values())
                        .filter(r -> r != Reason.LABELS_DIFFER && !DEVICES.contains(r))
                        .toList());
    }

    @Test
    void labelsMustAllBeThere() {
        Demand demand = new Demand(
                "chat",
                "k",
                new MemoryEstimate(1, 1, 0),
                demand(1).cpuFeatures(),
                Map.of("zone", "north", "disk", "nvme"));
        Candidate half = new Candidate(
                "a", true, false, Map.of("zone", "south"), good("a").inventory(), Set.of(), List.of());
        assertThat(Placement.judge(demand, List.of(half)))
                .containsExactly(new Verdict.Rejected(
                        "a",
                        List.of(new Rejection(
                                Reason.LABELS_DIFFER,
                                "wants disk=nvme, the node has no such label; wants zone=north, the node has south"))));
    }

    @Test
    void weightsThatAreThereDecideAmongEmptyNodes() {
        Candidate holds =
                new Candidate("b", true, false, Map.of(), good("b").inventory(), Set.of("weights-1"), List.of());
        assertThat(chosen(good("a"), holds)).isEqualTo("b");
    }

    @Test
    void instancesOfOneDeploymentSpread() {
        assertThat(chosen(good("a").with(claim("chat-1-x", "chat", GIB)), good("b")))
                .isEqualTo("b");
    }

    @Test
    void amongEqualsTheFirstByNameWinsInWhateverOrderTheyCome() {
        assertThat(chosen(good("c"), good("a"), good("b"))).isEqualTo("a");
    }

    @Test
    void weightsOnTheirWayForAnotherInstanceCountOnceOnDisk() {
        Candidate tight = change(good("a"), true, false, inventory("amd64", AVX2, 64 * GIB, 5 * GIB));
        Candidate two = tight.with(new Claim("p", "o", "k2", GIB, 2 * GIB, false))
                .with(new Claim("q", "o", "k2", GIB, 2 * GIB, false));
        assertThat(two.freeDisk()).isEqualTo(3 * GIB);
        assertThat(chosen(tight.with(new Claim("p", "o", "weights-1", GIB, 4 * GIB, false))))
                .isEqualTo("a");
    }

    @Test
    void theCacheIsCountedWhereTheContextIsSaid() {
        EngineSettings said = EngineSettings.of(Optional.of(1000), Optional.of(2), Optional.empty());
        assertThat(MemoryEstimate.of(2 * GIB, 7, 100, 4, said)).isEqualTo(new MemoryEstimate(2 * GIB, 7, 400_000));
        assertThat(MemoryEstimate.of(2 * GIB, 7, 100, 4, EngineSettings.DEFAULTS)
                        .cacheBytes())
                .isZero();
    }

    @Test
    void noAspectGivesMoreThanItMay() {
        Verdict verdict = Placement.judge(demand(1), List.of(good("a"))).getFirst();
        assertThat(((Verdict.Fits) verdict).parts())
                .allSatisfy(p -> assertThat(p.points()).isBetween(0, p.aspect().most()))
                .extracting(ScorePart::aspect)
                .containsExactly(Aspect.WEIGHTS_HELD, Aspect.FREE_MEMORY, Aspect.SPREAD);
    }

    private static String chosen(Candidate... nodes) {
        return Placement.select(Placement.judge(demand(GIB), List.of(nodes)))
                .map(Verdict.Fits::node)
                .orElse("none");
    }
}
