package dev.yardmaster.agent.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.node.Inventory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryCollectorTest {
    private static final String CPU = """
            processor\t: 0
            model name\t: AMD EPYC 9354 32-Core Processor
            flags\t\t: fpu avx2 fma f16c bmi2

            processor\t: 1
            model name\t: AMD EPYC 9354 32-Core Processor
            flags\t\t: fpu avx2 fma f16c bmi2
            """;
    private static final String TOTAL = "MemTotal:       24689764 kB\n";

    @TempDir
    Path root;

    private final MovingClock clock = new MovingClock();
    private Recorded host = Recorded.empty(Path.of("unused"));

    @BeforeEach
    void aHost() {
        host = Recorded.empty(root);
    }

    private Inventory look() {
        return look(root);
    }

    private Inventory look(Path weights) {
        try (InventoryCollector collector =
                new InventoryCollector(new Site("host", host.files, host, weights, root, Map.of(), clock, () -> {}))) {
            return collector.look();
        }
    }

    @Test
    void linux() throws IOException {
        host.file("/proc/cpuinfo", CPU);
        host.file("/proc/meminfo", TOTAL + "MemFree:  515324 kB\nMemAvailable:   20000000 kB");
        Inventory seen = look();
        assertThat(seen.cpuModel()).isEqualTo("AMD EPYC 9354 32-Core Processor");
        assertThat(seen.cpuFeatures()).containsExactly("avx2", "bmi2", "f16c", "fma", "fpu");
        assertThat(seen.memoryBytes()).isEqualTo(24689764L * 1024);
        assertThat(seen.memoryAvailableBytes()).isEqualTo(20000000L * 1024);
        assertThat(seen.weightsBytesTotal()).isPositive();
        assertThat(seen.accelerators()).isEmpty();
        assertThat(seen.notes()).isEmpty();
    }

    @Test
    void groupLimitIsAllThereIs() throws IOException {
        host.file("/proc/meminfo", TOTAL + "MemAvailable:   20000000 kB");
        host.file("/sys/fs/cgroup/memory.max", "1073741824");
        assertThat(look().memoryBytes()).isEqualTo(1 << 30);
        assertThat(look().memoryAvailableBytes()).isEqualTo(1 << 30);
        host.file("/sys/fs/cgroup/memory.max", "max");
        assertThat(look().memoryBytes()).isEqualTo(24689764L * 1024);
    }

    @Test
    void arm() throws IOException {
        host.file(
                "/proc/cpuinfo",
                "processor\t: 0\nFeatures\t: fp asimd sve\nCPU implementer\t: 0x41\nCPU part\t: 0xd4f");
        assertThat(look().cpuFeatures()).containsExactly("asimd", "fp", "sve");
        assertThat(look().cpuModel()).isEqualTo("Arm Neoverse V2");
    }

    @Test
    void withoutProcFactsBecomeNotes() {
        Inventory seen = look(root.resolve("missing"));
        assertThat(seen.notes()).hasSize(3);
        assertThat(seen.memoryBytes()).isPositive();
        assertThat(seen.weightsBytesFree()).isZero();
    }

    @Test
    void onlyRealChangesMatter() throws IOException {
        host.file("/proc/meminfo", TOTAL + "MemAvailable:   20000000 kB");
        Inventory before = look();
        assertThat(InventoryChange.matters(before, look())).isFalse();
        host.file("/proc/meminfo", TOTAL + "MemAvailable:   19900000 kB");
        assertThat(InventoryChange.matters(before, look())).isFalse();
        host.file("/proc/meminfo", TOTAL + "MemAvailable:   10000000 kB");
        assertThat(InventoryChange.matters(before, look())).isTrue();
        host.file("/proc/meminfo", TOTAL + "MemAvailable:   20000000 kB");
        host.file("/proc/cpuinfo", CPU);
        assertThat(InventoryChange.matters(before, look())).isTrue();
    }

    @Test
    void whatIsFreshIsNotLookedAtAgain() throws IOException {
        host.add("$ nvidia-smi\n! hang\n");
        InventoryCollector collector =
                new InventoryCollector(new Site("host", host.files, host, root, root, Map.of(), clock, () -> {}));
        collector.look();
        long asked = asked();
        collector.look();
        assertThat(asked()).isEqualTo(asked);
        clock.move(Duration.ofSeconds(21));
        collector.look();
        assertThat(asked()).isGreaterThan(asked);
        collector.close();
    }

    private long asked() {
        return host.asked.stream().filter(c -> c.startsWith("nvidia-smi")).count();
    }
}
