package dev.yardmaster.agent.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.Accelerator.Vendor;
import java.util.List;
import org.junit.jupiter.api.Test;

class VendorToolsTest {
    private static final String NVIDIA = """
            0, GPU-5f1c2f6e-8d43-4f0b-9c5b-2f4f2d1b7a01, NVIDIA H100 80GB HBM3, 81559, 80994, 9.0, 570.124.06
            1, GPU-0b8e7d55-1c1e-4e36-8f0d-52d6e8a1c9f2, NVIDIA GeForce RTX 4090, 24564, [N/A], 8.9, 570.124.06
            """;

    private static final String ROCM = """
            {"card1": {"Unique ID": "0x2", "VRAM Total Memory (B)": "206141652992",
                       "VRAM Total Used Memory (B)": "297791488", "Card Series": "AMD Instinct MI300X",
                       "GFX Version": "gfx942"},
             "card0": {"Unique ID": "0x1", "VRAM Total Memory (B)": "206141652992",
                       "VRAM Total Used Memory (B)": "0", "Card Series": "AMD Instinct MI300X",
                       "GFX Version": "gfx942"},
             "system": {"Driver version": "6.10.5"}}
            """;

    private static final String AMD_STATIC = """
            {"gpu_data": [{"gpu": 0,
              "asic": {"market_name": "AMD Instinct MI300X", "asic_serial": "0xABC", "target_graphics_version": "gfx942"},
              "bus": {"bdf": "0000:05:00.0"}, "vram": {"size": {"value": 196592, "unit": "MB"}},
              "driver": {"version": "6.12.12"}}]}
            """;

    private static final String AMD_METRIC = """
            [{"gpu": 0, "mem_usage": {"total_vram": {"value": 196592, "unit": "MB"},
                                      "free_vram": {"value": 196000, "unit": "MB"}}}]
            """;

    private static final String NPU = """
            +------------------------------------------------------------------------------------------------+
            | npu-smi 24.1.rc1                 Version: 24.1.rc1                                             |
            +---------------------------+---------------+----------------------------------------------------+
            | NPU   Name                | Health        | Power(W)    Temp(C)           Hugepages-Usage(page)|
            | Chip                      | Bus-Id        | AICore(%)   Memory-Usage(MB)  HBM-Usage(MB)        |
            +===========================+===============+====================================================+
            | 6     910B3               | OK            | 66.2        43                0    / 0             |
            | 0                         | 0000:3A:00.0  | 0           2500 / 15567      3000 / 65536         |
            +===========================+===============+====================================================+
            | 7     910B3               | OK            | 67.0        44                0    / 0             |
            | 0                         | 0000:3D:00.0  | 0           2505 / 15567      0    / 65536         |
            +===========================+===============+====================================================+
            | NPU     Chip              | Process id    | Process name             | Process memory(MB)      |
            +===========================+===============+====================================================+
            | No running processes found in NPU 6                                                            |
            """;

    @Test
    void nvidia() {
        assertThat(NvidiaSmi.parse(NVIDIA))
                .containsExactly(
                        new Accelerator(
                                Vendor.NVIDIA,
                                0,
                                "GPU-5f1c2f6e-8d43-4f0b-9c5b-2f4f2d1b7a01",
                                "NVIDIA H100 80GB HBM3",
                                81559L << 20,
                                80994L << 20,
                                "9.0",
                                "570.124.06"),
                        new Accelerator(
                                Vendor.NVIDIA,
                                1,
                                "GPU-0b8e7d55-1c1e-4e36-8f0d-52d6e8a1c9f2",
                                "NVIDIA GeForce RTX 4090",
                                24564L << 20,
                                0,
                                "8.9",
                                "570.124.06"));
    }

    @Test
    void nvidiaLineOfAnotherShapeIsRefused() {
        assertThatThrownBy(() -> NvidiaSmi.parse("Failed to initialize NVML: Driver/library version mismatch"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rocmIsSortedByCard() {
        List<Accelerator> found = RocmSmi.parse(ROCM);
        assertThat(found).extracting(Accelerator::index).containsExactly(0, 1);
        assertThat(found.get(1))
                .isEqualTo(new Accelerator(
                        Vendor.AMD,
                        1,
                        "0x2",
                        "AMD Instinct MI300X",
                        206141652992L,
                        206141652992L - 297791488L,
                        "gfx942",
                        "6.10.5"));
    }

    @Test
    void amdSmiInBothShapes() {
        Accelerator expected = new Accelerator(
                Vendor.AMD, 0, "0xABC", "AMD Instinct MI300X", 196592L << 20, 196000L << 20, "gfx942", "6.12.12");
        assertThat(AmdSmi.parse(AMD_STATIC, AMD_METRIC)).containsExactly(expected);
        String bare = AMD_STATIC.strip().replaceFirst("^\\{\"gpu_data\": ", "").replaceFirst("}$", "");
        String plainNumber = bare.replace("{\"value\": 196592, \"unit\": \"MB\"}", "196592");
        assertThat(AmdSmi.parse(plainNumber, "{\"gpu_data\": " + AMD_METRIC + "}"))
                .containsExactly(expected);
    }

    @Test
    void npu() {
        assertThat(NpuSmi.parse(NPU))
                .containsExactly(
                        new Accelerator(
                                Vendor.ASCEND,
                                0,
                                "0000:3A:00.0",
                                "Ascend 910B3",
                                65536L << 20,
                                62536L << 20,
                                "",
                                "24.1.rc1"),
                        new Accelerator(
                                Vendor.ASCEND,
                                1,
                                "0000:3D:00.0",
                                "Ascend 910B3",
                                65536L << 20,
                                65536L << 20,
                                "",
                                "24.1.rc1"));
    }

    @Test
    void absenceIsSilentAndFailureIsANote() {
        FakeTools tools = new FakeTools();
        assertThat(Accelerators.look(tools)).isEqualTo(new Accelerators.Found(List.of(), List.of()));

        tools.answers.put(
                "nvidia-smi " + NvidiaSmi.COMMAND.get(1),
                new Tools.Result.Failed("nvidia-smi ended with 9: no driver"));
        tools.answers.put("npu-smi info", new Tools.Result.Output(NPU));
        tools.answers.put("amd-smi static", new Tools.Result.Output("not json"));
        tools.answers.put("rocm-smi --showproductname", new Tools.Result.Output(ROCM));
        Accelerators.Found found = Accelerators.look(tools);
        assertThat(found.accelerators()).hasSize(4);
        assertThat(found.notes())
                .hasSize(2)
                .anySatisfy(n -> assertThat(n).contains("no driver"))
                .anySatisfy(n -> assertThat(n).startsWith("amd-smi answered something unexpected"));
    }
}
