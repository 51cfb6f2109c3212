package dev.yardmaster.agent.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.inventory.tool.Tools.Result;
import dev.yardmaster.contract.agent.ReleasedDevice;
import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.DeviceHealth.Sign;
import dev.yardmaster.contract.node.DeviceHealth.State;
import dev.yardmaster.contract.node.Inventory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two GPUs over time, from the tool's words to what the server is told. */
class DeviceStoryTest {
    private static final String QUERY = "nvidia-smi --query-gpu=index";
    private static final Path RECORDING = Path.of("src/test/resources/composed/nvidia-h100.txt");

    @TempDir
    Path root;

    private final MovingClock clock = new MovingClock();
    private final CountDownLatch news = new CountDownLatch(1);
    private Recorded host = Recorded.empty(Path.of("unused"));
    private InventoryCollector collector;

    private InventoryCollector collector() {
        return new InventoryCollector(new Site("host", host.files, host, root, root, Map.of(), clock, news::countDown));
    }

    @BeforeEach
    void twoGpus() throws IOException {
        host = Recorded.read(RECORDING, root);
        host.file("/proc/sys/kernel/random/boot_id", "boot-1");
        host.file("/proc/stat", "btime " + clock.instant().getEpochSecond());
        collector = collector();
    }

    @AfterEach
    void close() {
        collector.close();
    }

    private Inventory look() {
        clock.move(Duration.ofSeconds(21));
        return collector.look();
    }

    private List<State> states() {
        return look().accelerators().stream().map(a -> a.health().state()).toList();
    }

    @Test
    void aToolThatHangsAgainAndAgainMakesItsDevicesSuspect() {
        assertThat(states()).containsExactly(State.WELL, State.WELL);
        host.answer(QUERY, new Result.Hung("nvidia-smi did not answer within 8 s"));
        assertThat(states()).containsExactly(State.WELL, State.WELL);
        assertThat(states()).containsExactly(State.WELL, State.WELL);
        assertThat(states()).containsExactly(State.SUSPECT, State.SUSPECT);
        assertThat(look().accelerators()).extracting(Accelerator::usable).containsExactly(true, true);
    }

    @Test
    void aDriverThatDoesNotFitStopsNewWorkAtOnceAndNoLongerThanItLasts() {
        look();
        Result well = host.run(List.of(QUERY));
        host.answer(QUERY, new Result.Failed("18", 18, "Failed to initialize NVML: Driver/library version mismatch"));
        assertThat(states()).containsExactly(State.QUARANTINED, State.QUARANTINED);
        host.answer(QUERY, well);
        look();
        clock.move(Duration.ofMinutes(3));
        assertThat(states()).containsExactly(State.WELL, State.WELL);
    }

    @Test
    void theKernelsWordIsTakenAtOnceAndReleasedByAPerson() throws Exception {
        host.file("/dev/kmsg", "2,1,1000000,-;NVRM: Xid (PCI:0000:3b:00): 79, pid=1, GPU has fallen off the bus.");
        look();
        assertThat(news.await(60, TimeUnit.SECONDS)).isTrue();
        Inventory sick = look();
        assertThat(sick.accelerators())
                .extracting(a -> a.health().state())
                .containsExactly(State.WELL, State.QUARANTINED);
        Sign sign = sick.accelerators().get(1).health().signs().getFirst();
        assertThat(sign.code()).isEqualTo("XID 79");
        String uuid = sick.accelerators().get(1).uuid();
        assertThat(collector.release(List.of(new ReleasedDevice(uuid, sign.at()))))
                .isTrue();
        assertThat(states()).containsExactly(State.WELL, State.WELL);
    }

    @Test
    void warmthIsNotWorthTellingAndSicknessIs() throws IOException {
        Inventory before = look();
        host.answer(QUERY, new Result.Output(answer().replace(", 34, 70.52,", ", 51, 350.00,")));
        Inventory warm = look();
        assertThat(warm.accelerators().getFirst().facts().temperature()).contains(51.0);
        assertThat(InventoryChange.matters(before, warm)).isFalse();
        host.answer(QUERY, new Result.Output(answer().replace("Enabled, 0, 0,", "Enabled, 0, 1,")));
        assertThat(InventoryChange.matters(warm, look())).isTrue();
    }

    @Test
    void theFirstLookHasDevicesWhereThereAreAnyAndLeavesOutWhatIsSlow() throws IOException {
        host.file("/sys/class/infiniband/mlx5_0/ports/1/state", "4: ACTIVE");
        assertThat(collector.first().accelerators()).isEmpty();
        host.file("/dev/kfd", "");
        Inventory first = collector.first();
        assertThat(first.accelerators()).hasSize(2);
        assertThat(first.host().rdma()).isEmpty();
        assertThat(look().host().rdma()).hasSize(1);
    }

    private static String answer() throws IOException {
        return Files.readString(RECORDING).replaceFirst("(?s)^.*?index\\R", "").replaceFirst("(?s)\\R\\$ .*$", "\n");
    }
}
