package dev.yardmaster.agent.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.node.Inventory;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InventoryCollectorTest {
    private static final List<String> CPU = List.of(
            "processor\t: 0",
            "model name\t: AMD EPYC 9354 32-Core Processor",
            "flags\t\t: fpu avx2 fma f16c bmi2",
            "",
            "processor\t: 1",
            "model name\t: AMD EPYC 9354 32-Core Processor",
            "flags\t\t: fpu avx2 fma f16c bmi2");
    private static final List<String> ARM = List.of("processor\t: 0", "Features\t: fp asimd sve", "CPU part\t: 0xd40");
    private static final List<String> MEMORY =
            List.of("MemTotal:       24689764 kB", "MemFree:          515324 kB", "MemAvailable:   20000000 kB");

    private final Map<String, List<String>> files = new HashMap<>();
    private boolean broken;

    private Inventory look() {
        HostFiles host = new HostFiles() {
            @Override
            public Optional<List<String>> lines(String path) {
                return Optional.ofNullable(files.get(path));
            }

            @Override
            public Space space() throws IOException {
                if (broken) {
                    throw new IOException("stale handle");
                }
                return new Space(1000, 400);
            }
        };
        return new InventoryCollector("host", host, new FakeTools()).look();
    }

    @Test
    void linux() {
        files.put("/proc/cpuinfo", CPU);
        files.put("/proc/meminfo", MEMORY);
        Inventory seen = look();
        assertThat(seen.cpuModel()).isEqualTo("AMD EPYC 9354 32-Core Processor");
        assertThat(seen.cpuFeatures()).containsExactly("avx2", "bmi2", "f16c", "fma", "fpu");
        assertThat(seen.memoryBytes()).isEqualTo(24689764L * 1024);
        assertThat(seen.memoryAvailableBytes()).isEqualTo(20000000L * 1024);
        assertThat(seen.weightsBytesTotal()).isEqualTo(1000);
        assertThat(seen.weightsBytesFree()).isEqualTo(400);
        assertThat(seen.notes()).isEmpty();
    }

    @Test
    void groupLimitIsAllThereIs() {
        files.put("/proc/meminfo", MEMORY);
        files.put("/sys/fs/cgroup/memory.max", List.of("1073741824"));
        assertThat(look().memoryBytes()).isEqualTo(1 << 30);
        assertThat(look().memoryAvailableBytes()).isEqualTo(1 << 30);
        files.put("/sys/fs/cgroup/memory.max", List.of("max"));
        assertThat(look().memoryBytes()).isEqualTo(24689764L * 1024);
    }

    @Test
    void arm() {
        files.put("/proc/cpuinfo", ARM);
        assertThat(look().cpuFeatures()).containsExactly("asimd", "fp", "sve");
    }

    @Test
    void withoutProcFactsBecomeNotes() {
        broken = true;
        Inventory seen = look();
        assertThat(seen.notes()).hasSize(3);
        assertThat(seen.memoryBytes()).isPositive();
        assertThat(seen.weightsBytesFree()).isZero();
    }

    @Test
    void onlyRealChangesMatter() {
        files.put("/proc/meminfo", MEMORY);
        Inventory before = look();
        assertThat(InventoryChange.matters(before, look())).isFalse();
        files.put("/proc/meminfo", List.of(MEMORY.get(0), "MemAvailable:   19900000 kB"));
        assertThat(InventoryChange.matters(before, look())).isFalse();
        files.put("/proc/meminfo", List.of(MEMORY.get(0), "MemAvailable:   10000000 kB"));
        assertThat(InventoryChange.matters(before, look())).isTrue();
        files.put("/proc/meminfo", MEMORY);
        files.put("/proc/cpuinfo", CPU);
        assertThat(InventoryChange.matters(before, look())).isTrue();
    }
}
