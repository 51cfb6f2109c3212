package dev.yardmaster.server.placement;

import static dev.yardmaster.server.placement.Accelerators.GIB;
import static dev.yardmaster.server.placement.Accelerators.demand;
import static dev.yardmaster.server.placement.Accelerators.gpu;
import static dev.yardmaster.server.placement.Accelerators.node;
import static dev.yardmaster.server.placement.Accelerators.quarantined;
import static dev.yardmaster.server.placement.Accelerators.total;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.DeviceHealth;
import dev.yardmaster.server.placement.Accelerators.Total;
import dev.yardmaster.server.placement.Candidate.Claim;
import dev.yardmaster.server.placement.DeviceGrant.Closeness;
import dev.yardmaster.server.placement.Rejection.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DevicePlacementTest {
    private static Claim claim(String instance, int thousandths, Accelerator... devices) {
        return new Claim(
                instance,
                "other",
                "weights-2",
                GIB,
                GIB,
                Stream.of(devices).map(d -> DeviceClaim.of(d, thousandths)).toList(),
                false);
    }

    private static List<Accelerator> eight(Map<Integer, Map<Integer, String>> links) {
        return IntStream.range(0, 8)
                .mapToObj(i -> gpu(i, 80, links.getOrDefault(i, Map.of()), Optional.of(i / 4), DeviceHealth.WELL))
                .toList();
    }

    /** Bridges between 0 and 1, 2 and 3, and so on. */
    private static List<Accelerator> pairs() {
        return IntStream.range(0, 8)
                .mapToObj(i -> gpu(i, 80, Map.of(i ^ 1, "NV4"), Optional.of(i / 4), DeviceHealth.WELL))
                .toList();
    }

    private static DeviceGrant granted(DeviceDemand devices, Candidate candidate) {
        return Placement.select(Placement.judge(demand(devices), List.of(candidate)))
                .flatMap(Verdict.Fits::devices)
                .orElseThrow();
    }

    private static List<Integer> indices(DeviceGrant grant) {
        return grant.devices().stream().map(Accelerator::index).toList();
    }

    static Stream<Arguments> refusals() {
        Accelerator well = gpu(0, 80);
        return Stream.of(
                Arguments.of(total(10), node("a", List.of()), Reason.NO_SUCH_DEVICE, "no device that the runtime"),
                Arguments.of(
                        new Total(GIB, DeviceClaim.WHOLE, "needs compute capability 10.0"),
                        node("a", List.of(well)),
                        Reason.DEVICE_UNSUITED,
                        "needs compute capability 10.0"),
                Arguments.of(
                        total(10),
                        node("a", List.of(gpu(0, 80, Map.of(), Optional.empty(), quarantined()))),
                        Reason.DEVICE_QUARANTINED,
                        "device 0 is in quarantine (XID 79: it fell off the bus)"),
                Arguments.of(
                        total(10),
                        node("a", List.of(well)).with(claim("x-1-a", DeviceClaim.WHOLE, well)),
                        Reason.TOO_FEW_DEVICES_FREE,
                        "needs 1 of its 1 NVIDIA H100 device, 0 are free: x-1-a has the others"),
                Arguments.of(
                        total(200),
                        node("a", List.of(well, gpu(1, 80))),
                        Reason.TOO_LITTLE_DEVICE_MEMORY,
                        "needs 200.0 GiB, 2 devices have 80.0 GiB each"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aNodeWhoseDevicesWillNotDoSaysWhyWithNumbers(
            DeviceDemand devices, Candidate candidate, Reason reason, String part) {
        assertThat(Placement.judge(demand(devices), List.of(candidate)).getFirst())
                .isInstanceOfSatisfying(
                        Verdict.Rejected.class,
                        r -> assertThat(r.why()).singleElement().satisfies(w -> {
                            assertThat(w.reason()).isEqualTo(reason);
                            assertThat(w.sentence()).contains(part);
                        }));
    }

    @Test
    void aNodeThatCannotStartTheEngineSaysSo() {
        Demand from = demand(total(10));
        Demand demand = new Demand(
                from.deployment(),
                from.modelKey(),
                from.memory(),
                from.cpuFeatures(),
                from.nodeLabels(),
                from.devices(),
                false,
                _ -> Optional.of("is started with a container runtime, which the node does not have"));
        assertThat(Placement.judge(demand, List.of(node("a", List.of(gpu(0, 80))))).getFirst())
                .isInstanceOfSatisfying(
                        Verdict.Rejected.class,
                        r -> assertThat(r.why())
                                .extracting(Rejection::reason)
                                .containsExactly(Reason.CANNOT_START));
    }

    @Test
    void theFewestDevicesThatItFitsOnAreTaken() {
        assertThat(granted(total(70), node("a", eight(Map.of()))).devices()).hasSize(1);
        assertThat(granted(total(90), node("a", eight(Map.of()))).devices()).hasSize(2);
    }

    @Test
    void devicesThatAreLinkedAreTakenTogether() {
        List<Accelerator> pairs = pairs();
        Candidate one = node("a", pairs).with(claim("x", DeviceClaim.WHOLE, pairs.get(0), pairs.get(3)));
        DeviceGrant grant = granted(total(90), one);
        assertThat(indices(grant)).containsExactly(4, 5);
        assertThat(grant.closeness()).isEqualTo(Closeness.LINKED);
    }

    @Test
    void aSingleDeviceIsTakenFromAPairThatIsBrokenAlready() {
        List<Accelerator> pairs = pairs();
        Candidate broken = node("a", pairs).with(claim("x", DeviceClaim.WHOLE, pairs.get(5)));
        assertThat(indices(granted(total(10), broken))).containsExactly(4);
    }

    @Test
    void withoutLinksDevicesOfOneNumaNodeAreTaken() {
        List<Accelerator> eight = eight(Map.of());
        Candidate some = node("a", eight).with(claim("x", DeviceClaim.WHOLE, eight.get(1), eight.get(2), eight.get(3)));
        DeviceGrant grant = granted(total(90), some);
        assertThat(indices(grant)).containsExactly(4, 5);
        assertThat(grant.closeness()).isEqualTo(Closeness.SAME_NUMA_NODE);
    }

    @Test
    void theNodeThatIsFilledUpIsPreferredOverTheOneThatIsEmpty() {
        List<Accelerator> eight = eight(Map.of());
        Candidate full = node("z-full", eight)
                .with(claim("x", DeviceClaim.WHOLE, eight.subList(0, 7).toArray(Accelerator[]::new)));
        assertThat(Placement.select(Placement.judge(demand(total(10)), List.of(node("a-empty", eight), full))))
                .map(Verdict.Fits::node)
                .contains("z-full");
    }

    @Test
    void aDeviceInQuarantineIsNotTakenAndOthersAre() {
        List<Accelerator> devices =
                List.of(gpu(0, 80, Map.of(), Optional.empty(), quarantined()), gpu(1, 80));
        assertThat(indices(granted(total(10), node("a", devices)))).containsExactly(1);
    }

    @Test
    void aDeviceIsSharedOnlyByThoseThatSaySo() {
        Accelerator only = gpu(0, 80);
        Candidate half = node("a", List.of(only)).with(claim("x", 500, only));
        assertThat(granted(new Total(30 * GIB, 400, ""), half).claims())
                .containsExactly(DeviceClaim.of(only, 400));
        assertThat(Placement.select(Placement.judge(demand(total(10)), List.of(half)))).isEmpty();
        assertThat(Placement.select(Placement.judge(demand(new Total(GIB, 501, "")), List.of(half)))).isEmpty();
    }

    @Test
    void anEngineThatMayComputeOnTheCpuDoesSoOnlyWhereThereIsNoDeviceForIt() {
        Demand from = demand(total(10));
        Demand either = new Demand(
                from.deployment(),
                from.modelKey(),
                from.memory(),
                Map.of("x86-64", java.util.Set.of("avx2")),
                Map.of(),
                from.devices(),
                true,
                _ -> Optional.empty());
        assertThat(Placement.select(Placement.judge(either, List.of(node("a", List.of())))))
                .hasValueSatisfying(f -> assertThat(f.devices()).isEmpty());
        Accelerator busy = gpu(0, 80);
        Candidate taken = node("a", List.of(busy)).with(claim("x", DeviceClaim.WHOLE, busy));
        assertThat(Placement.select(Placement.judge(either, List.of(taken)))).isEmpty();
    }

    @Test
    void aDeviceIsKnownByItsUuidWhateverItsNumber() {
        DeviceClaim claim = DeviceClaim.of(gpu(0, 80), DeviceClaim.WHOLE);
        Accelerator moved = new Accelerator(
                Accelerator.Vendor.NVIDIA, 3, "GPU-0", "NVIDIA H100", GIB, GIB, "9.0", "570.86.15");
        assertThat(claim.isOn(moved)).isTrue();
        assertThat(claim.isOn(new Accelerator(
                        Accelerator.Vendor.NVIDIA, 0, "GPU-9", "NVIDIA H100", GIB, GIB, "9.0", "570.86.15")))
                .isFalse();
    }
}
