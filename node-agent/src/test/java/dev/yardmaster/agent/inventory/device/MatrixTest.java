package dev.yardmaster.agent.inventory.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MatrixTest {
    /** Of eight GPUs and eight network cards, as published at github.com/vllm-project/vllm/issues/22372; some rows left out. */
    private static final String EIGHT = """
              \tGPU0\tGPU1\tGPU2\tGPU3\tGPU4\tGPU5\tGPU6\tGPU7\tNIC0\tNIC1\tNIC2\tNIC3\tNIC4\tNIC5\tNIC6\tNIC7\tCPU Affinity\tNUMA Affinity\tGPU NUMA ID
            GPU0\t X \tNV18\tNV18\tNV18\tNV18\tNV18\tNV18\tNV18\tPIX\tPIX\tNODE\tNODE\tSYS\tSYS\tSYS\tSYS\t0-55,112-167\t0\t\tN/A
            GPU7\tNV18\tNV18\tNV18\tNV18\tNV18\tNV18\tNV18\t X \tSYS\tSYS\tSYS\tSYS\tNODE\tNODE\tPIX\tPIX\t56-111,168-223\t1\t\tN/A
            NIC0\tPIX\tPIX\tNODE\tNODE\tSYS\tSYS\tSYS\tSYS\t X \tPIX\tNODE\tNODE\tSYS\tSYS\tSYS\tSYS\t\t\t\t
            """;

    /** Columns set apart by spaces, as published at github.com/vllm-project/vllm/issues/11449; some columns left out. */
    private static final String ONE = """
            GPU0    NIC0    NIC1    CPU Affinity NUMA Affinity   GPU NUMA ID
            GPU0     X      PXB     PXB 0-31,64-91       0               N/A
            NIC0    PXB      X      PIX
            """;

    @Test
    void gpusAmongNetworkCards() {
        Map<Integer, Map<Integer, String>> links = Matrix.parse(EIGHT, "GPU");
        assertThat(links).containsOnlyKeys(0, 7);
        assertThat(links.get(0)).hasSize(7).containsEntry(7, "NV18").doesNotContainKey(0);
        assertThat(links.get(7)).hasSize(7).containsEntry(0, "NV18").doesNotContainKey(7);
    }

    @Test
    void oneGpuHasNoLinks() {
        assertThat(Matrix.parse(ONE, "GPU")).isEqualTo(Map.of(0, Map.of()));
    }
}
