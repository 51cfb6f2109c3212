package dev.yardmaster.agent.inventory.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.inventory.MovingClock;
import dev.yardmaster.agent.inventory.health.Symptom;
import dev.yardmaster.agent.inventory.tool.HostFiles;
import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.DeviceFacts;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The library is called through the same foreign functions as a real one; what stands behind them is {@link FakeNvml}. */
class NvidiaLibraryTest {
    @TempDir
    Path root;

    private final Arena arena = Arena.ofShared();
    private final FakeNvml nvml = new FakeNvml(arena);

    @AfterEach
    void free() {
        arena.close();
    }

    private Found look() {
        return new NvidiaLibrary(nvml.lookup(), new HostFiles(root), new MovingClock()).look();
    }

    @Test
    void saysAllThatTheToolDoes() {
        nvml.twoGpus();
        Found found = look();
        assertThat(found.trouble()).isEmpty();
        assertThat(found.devices()).hasSize(2);
        Accelerator first = found.devices().getFirst().device();
        assertThat(first.uuid()).isEqualTo("GPU-1");
        assertThat(first.product()).isEqualTo("NVIDIA H100 80GB HBM3");
        assertThat(first.memoryBytes()).isEqualTo(85_520_809_984L);
        assertThat(first.memoryFreeBytes()).isEqualTo(84_900_000_000L);
        assertThat(first.computeCapability()).isEqualTo("9.0");
        assertThat(first.driver()).isEqualTo("550.54.15");
        DeviceFacts facts = first.facts();
        assertThat(facts.pciBus()).contains("0000:19:00.0");
        assertThat(facts.temperature()).contains(34.0);
        assertThat(facts.powerWatts()).contains(70.52);
        assertThat(facts.powerLimitWatts()).contains(700.0);
        assertThat(facts.utilisation()).contains(0.12);
        assertThat(facts.ecc()).contains(true);
        assertThat(facts.links()).isEqualTo(Map.of(1, "NV4"));
        assertThat(found.devices().getFirst().symptoms()).isEmpty();
        assertThat(found.devices().get(1).symptoms())
                .containsExactly(new Symptom.EccUncorrected(5), new Symptom.RemapPending());
        assertThat(found.devices().get(1).device().facts().errors())
                .isEqualTo(Map.of("ECC corrected", 0L, "ECC uncorrected", 5L, "remapped rows", 1L));
    }

    @Test
    void newerFunctionsAreAskedWhereTheyAre() {
        nvml.twoGpus().device("nvmlDeviceGetTemperatureV", 0, 1, (_, _, out) -> {
            if (out[0].get(ValueLayout.JAVA_INT, 0) != (12 | 1 << 24)) {
                return 25;
            }
            out[0].set(ValueLayout.JAVA_INT, 8, 71);
            return 0;
        });
        nvml.device("nvmlDeviceGetCurrentClocksEventReasons", 0, 1, (_, _, out) -> {
            out[0].set(ValueLayout.JAVA_LONG, 0, 0x44);
            return 0;
        });
        DeviceFacts facts = look().devices().getFirst().device().facts();
        assertThat(facts.temperature()).contains(71.0);
        assertThat(facts.throttled()).containsExactly("software power cap", "hardware thermal slowdown");
    }

    @Test
    void aLibraryThatDoesNotFitTheDriver() {
        nvml.init = 18;
        assertThat(look().trouble()).get().isInstanceOf(Symptom.DriverMismatch.class);
    }

    @Test
    void aDriverThatIsNotLoaded() {
        nvml.init = 9;
        Found found = look();
        assertThat(found.trouble()).isEqualTo(Optional.of(new Symptom.ToolFails("NVML")));
        assertThat(found.notes()).containsExactly("NVML: the NVIDIA driver is not loaded");
    }
}
