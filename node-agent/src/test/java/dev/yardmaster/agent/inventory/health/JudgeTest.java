package dev.yardmaster.agent.inventory.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.inventory.MovingClock;
import dev.yardmaster.contract.agent.ReleasedDevice;
import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.Accelerator.Vendor;
import dev.yardmaster.contract.node.DeviceFacts;
import dev.yardmaster.contract.node.DeviceHealth;
import dev.yardmaster.contract.node.DeviceHealth.Sign;
import dev.yardmaster.contract.node.DeviceHealth.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How signs come, stay and go. */
class JudgeTest {
    private static final String BUS = "0000:3b:00.0";
    private static final Symptom ECC = new Symptom.EccUncorrected(2);

    @TempDir
    Path home;

    private final MovingClock clock = new MovingClock();
    private final List<KernelEvent> kernel = new ArrayList<>();
    private DeviceLedger ledger = new DeviceLedger(Path.of("unused"), "", clock);

    @BeforeEach
    void anAgent() {
        agentStarts("boot-1");
    }

    private void agentStarts(String boot) {
        ledger = new DeviceLedger(home.resolve("devices.json"), boot, clock);
    }

    private static Accelerator gpu(String uuid, String bus) {
        Accelerator bare = new Accelerator(Vendor.NVIDIA, 0, uuid, "H100", 80L << 30, 80L << 30, "9.0", "550");
        DeviceFacts u = DeviceFacts.UNKNOWN;
        DeviceFacts facts = new DeviceFacts(
                Optional.of(bus),
                u.numaNode(),
                u.partition(),
                u.parentUuid(),
                u.ecc(),
                u.powerLimitWatts(),
                u.powerWatts(),
                u.temperature(),
                u.utilisation(),
                u.throttled(),
                u.links(),
                u.errors());
        return new Accelerator(
                bare.vendor(),
                bare.index(),
                bare.uuid(),
                bare.product(),
                bare.memoryBytes(),
                bare.memoryFreeBytes(),
                bare.computeCapability(),
                bare.driver(),
                facts,
                DeviceHealth.WELL);
    }

    private DeviceHealth look(Symptom... symptoms) {
        return judged(listed(Map.of(gpu("GPU-1", BUS), List.of(symptoms))))
                .getFirst()
                .health();
    }

    private static Look listed(Map<Accelerator, List<Symptom>> seen) {
        return new Look(Vendor.NVIDIA, true, seen, Set.of(), Optional.empty(), true);
    }

    private List<Accelerator> judged(Look look) {
        clock.move(Duration.ofSeconds(10));
        return ledger.judge(List.of(look), kernel);
    }

    private void xid(int number) {
        kernel.add(new KernelEvent.Trouble("0000:3b:00.0", new Symptom.Xid(number, "pid=1", 1), clock.instant()));
    }

    private Instant newest(DeviceHealth health) {
        return health.signs().stream().map(Sign::at).max(Instant::compareTo).orElseThrow();
    }

    @Test
    void aPassingSignPasses() {
        assertThat(look(new Symptom.Throttled("hardware thermal slowdown")).state())
                .isEqualTo(State.SUSPECT);
        assertThat(look().state()).isEqualTo(State.SUSPECT);
        clock.move(Duration.ofMinutes(3));
        assertThat(look()).isEqualTo(DeviceHealth.WELL);
    }

    @Test
    void quarantineStaysWhenItsReasonIsGone() {
        look(ECC);
        clock.move(Duration.ofDays(2));
        assertThat(look().state()).isEqualTo(State.QUARANTINED);
    }

    @Test
    void quarantineOutlivesTheAgentAndNotTheHost() {
        look(ECC);
        agentStarts("boot-1");
        assertThat(look().state()).isEqualTo(State.QUARANTINED);
        agentStarts("boot-2");
        assertThat(look()).isEqualTo(DeviceHealth.WELL);
    }

    @Test
    void whatIsStillWrongAfterARestartShowsAgain() {
        look(new Symptom.RemapFailed());
        agentStarts("boot-2");
        assertThat(look(new Symptom.RemapFailed()).state()).isEqualTo(State.QUARANTINED);
    }

    @Test
    void aDriverThatWasLoadedAnewStartsAfresh() {
        xid(95);
        assertThat(look().state()).isEqualTo(State.QUARANTINED);
        kernel.add(new KernelEvent.DriverLoaded(Vendor.NVIDIA, clock.instant()));
        assertThat(look()).isEqualTo(DeviceHealth.WELL);
    }

    @Test
    void aPersonReleasesWhatWasSeenAndNotWhatComes() {
        xid(79);
        DeviceHealth held = look();
        assertThat(ledger.release(List.of(new ReleasedDevice("GPU-1", newest(held)))))
                .isTrue();
        assertThat(ledger.release(List.of(new ReleasedDevice("GPU-1", newest(held)))))
                .isFalse();
        assertThat(look()).isEqualTo(DeviceHealth.WELL);
        agentStarts("boot-1");
        assertThat(look()).isEqualTo(DeviceHealth.WELL);
        xid(79);
        assertThat(look().state()).isEqualTo(State.QUARANTINED);
    }

    @Test
    void whatStillHoldsAfterAReleaseIsWorthALook() {
        DeviceHealth held = look(ECC);
        ledger.release(List.of(new ReleasedDevice("GPU-1", newest(held))));
        DeviceHealth now = look(ECC);
        assertThat(now.state()).isEqualTo(State.SUSPECT);
        assertThat(now.signs().getFirst().sentence()).startsWith("Released by a person");
        assertThat(look(new Symptom.EccUncorrected(3)).state()).isEqualTo(State.QUARANTINED);
    }

    @Test
    void aDeviceThatVanishesIsKeptInSight() {
        Accelerator other = gpu("GPU-2", "0000:86:00.0");
        judged(listed(Map.of(gpu("GPU-1", BUS), List.of(), other, List.of())));
        List<Accelerator> now = judged(listed(Map.of(other, List.of())));
        assertThat(now).hasSize(2);
        Accelerator gone =
                now.stream().filter(a -> a.uuid().equals("GPU-1")).findFirst().orElseThrow();
        assertThat(gone.health().signs()).extracting(Sign::code).containsExactly("vanished");
        assertThat(gone.usable()).isFalse();
        ledger.release(List.of(new ReleasedDevice("GPU-1", newest(gone.health()))));
        assertThat(judged(listed(Map.of(other, List.of()))))
                .extracting(Accelerator::uuid)
                .containsExactly("GPU-2");
    }

    @Test
    void aToolThatFailsTakesNoDeviceAway() {
        look();
        Look silent = new Look(Vendor.NVIDIA, true, new HashMap<>(), Set.of(), Optional.empty(), false);
        assertThat(judged(silent)).extracting(a -> a.health().state()).containsExactly(State.WELL);
        Look often = new Look(
                Vendor.NVIDIA,
                true,
                new HashMap<>(),
                Set.of(),
                Optional.of(new Symptom.ToolHangs("nvidia-smi")),
                false);
        assertThat(judged(often)).extracting(a -> a.health().state()).containsExactly(State.SUSPECT);
    }

    @Test
    void aVendorThatIsNotHereHasNoDevices() {
        look();
        assertThat(judged(new Look(Vendor.NVIDIA, false, Map.of(), Set.of(), Optional.empty(), true)))
                .isEmpty();
    }

    @Test
    void oneFaultOfAProgramIsNoneOfTheDevice() {
        xid(31);
        assertThat(look().state()).isEqualTo(State.WELL);
        clock.move(Duration.ofMinutes(5));
        xid(31);
        clock.move(Duration.ofMinutes(5));
        xid(31);
        assertThat(look().state()).isEqualTo(State.SUSPECT);
        clock.move(Duration.ofHours(2));
        assertThat(look()).isEqualTo(DeviceHealth.WELL);
    }

    @Test
    void troubleOfOneDeviceIsNoneOfAnother() {
        xid(79);
        assertThat(judged(listed(Map.of(gpu("GPU-2", "0000:86:00.0"), List.of())))
                        .getFirst()
                        .health())
                .isEqualTo(DeviceHealth.WELL);
    }

    @ParameterizedTest
    @CsvSource({
        "79, QUARANTINED",
        "48, QUARANTINED",
        "74, QUARANTINED",
        "62, QUARANTINED",
        "64, QUARANTINED",
        "95, QUARANTINED",
        "119, QUARANTINED",
        "120, QUARANTINED",
        "140, QUARANTINED",
        "149, QUARANTINED",
        "13, WELL",
        "31, WELL",
        "94, WELL",
        "43, WELL",
        "45, WELL",
        "63, WELL",
        "92, WELL",
        "999, SUSPECT"
    })
    void xidsByWhatTheCatalogueSays(int number, State state) {
        xid(number);
        assertThat(look().state()).isEqualTo(state);
    }

    @Test
    void vendorsWords() {
        assertThat(Verdict.on(new Symptom.AscendHealth("Warning")).weight()).isEqualTo(State.SUSPECT);
        assertThat(Verdict.on(new Symptom.AscendHealth("Alarm")).weight()).isEqualTo(State.QUARANTINED);
        assertThat(Verdict.on(new Symptom.AscendHealth("Critical")).weight()).isEqualTo(State.QUARANTINED);
        assertThat(Verdict.on(new Symptom.IntelHealth("memory", "Warning", "x")).weight())
                .isEqualTo(State.SUSPECT);
        assertThat(Verdict.on(new Symptom.AmdReset(true, "x")).weight()).isEqualTo(State.QUARANTINED);
    }

    @Test
    void anUnreadableFileIsNoReasonNotToStart() throws Exception {
        java.nio.file.Files.writeString(home.resolve("devices.json"), "{\"boot\": ");
        agentStarts("boot-1");
        assertThat(look()).isEqualTo(DeviceHealth.WELL);
    }
}
