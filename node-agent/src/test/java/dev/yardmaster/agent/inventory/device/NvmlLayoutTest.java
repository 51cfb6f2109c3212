package dev.yardmaster.agent.inventory.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Sizes, places and numbers that are asked of NVIDIA's library, against the fields in its public header (NVML 13), laid
 * out by C's rules for 64-bit Linux.
 */
class NvmlLayoutTest {
    /** A field's size is its alignment; texts are aligned to one byte. */
    private record Field(String name, int size, int alignment) {
        static Field number(String name) {
            return new Field(name, 4, 4);
        }

        static Field big(String name) {
            return new Field(name, 8, 8);
        }

        static Field text(String name, int size) {
            return new Field(name, size, 1);
        }
    }

    private static final class Struct {
        private final Map<String, Integer> places = new LinkedHashMap<>();
        private final int size;

        Struct(Field... fields) {
            int next = 0;
            int widest = 1;
            for (Field field : fields) {
                next = aligned(next, field.alignment());
                places.put(field.name(), next);
                next += field.size();
                widest = Math.max(widest, field.alignment());
            }
            size = aligned(next, widest);
        }

        private static int aligned(int place, int alignment) {
            return (place + alignment - 1) / alignment * alignment;
        }

        int at(String field) {
            return places.getOrDefault(field, -1);
        }

        /** {@code NVML_STRUCT_VERSION}. */
        int version(int version) {
            return size | version << 24;
        }
    }

    @Test
    void busOfADevice() {
        Struct pci = new Struct(
                Field.text("busIdLegacy", 16),
                Field.number("domain"),
                Field.number("bus"),
                Field.number("device"),
                Field.number("pciDeviceId"),
                Field.number("pciSubSystemId"),
                Field.text("busId", 32));
        assertThat(NvmlDevice.PCI_TEXT).isEqualTo(pci.at("busId"));
        assertThat(NvmlDevice.PCI_INFO).isEqualTo(pci.size);
    }

    @Test
    void memoryInBothForms() {
        Struct old = new Struct(Field.big("total"), Field.big("free"), Field.big("used"));
        assertThat(NvmlDevice.MEMORY).isEqualTo(old.size);
        assertThat(NvmlDevice.MEMORY_TOTAL).isEqualTo(old.at("total"));
        assertThat(NvmlDevice.MEMORY_FREE).isEqualTo(old.at("free"));
        Struct newer = new Struct(
                Field.number("version"),
                Field.big("total"),
                Field.big("reserved"),
                Field.big("free"),
                Field.big("used"));
        assertThat(NvmlDevice.MEMORY_V2).isEqualTo(newer.size);
        assertThat(NvmlDevice.MEMORY_V2_TOTAL).isEqualTo(newer.at("total"));
        assertThat(NvmlDevice.MEMORY_V2_FREE).isEqualTo(newer.at("free"));
        assertThat(NvmlDevice.MEMORY_V2_VERSION).isEqualTo(newer.version(2));
    }

    @Test
    void temperatureAndUtilisation() {
        Struct temperature =
                new Struct(Field.number("version"), Field.number("sensorType"), Field.number("temperature"));
        assertThat(NvmlDevice.TEMPERATURE).isEqualTo(temperature.size);
        assertThat(NvmlDevice.TEMPERATURE_VALUE).isEqualTo(temperature.at("temperature"));
        assertThat(NvmlDevice.TEMPERATURE_VERSION).isEqualTo(temperature.version(1));
        Struct utilisation = new Struct(Field.number("gpu"), Field.number("memory"));
        assertThat(NvmlDevice.UTILISATION).isEqualTo(utilisation.size);
        assertThat(utilisation.at("gpu")).isZero();
    }

    @Test
    void linksAndPaths() {
        assertThat(NvmlLinks.MOST_LINKS).isEqualTo(36);
        assertThat(NvmlLinks.TO_SWITCH).isEqualTo(0x02);
        assertThat(NvmlLinks.PATHS.keySet()).containsExactlyInAnyOrder(0, 10, 20, 30, 40, 50);
        assertThat(NvmlLinks.PATHS)
                .containsEntry(20, "PXB")
                .containsEntry(30, "PHB")
                .containsEntry(50, "SYS");
    }

    @Test
    void reasonsForLowerClocks() {
        Map<Long, String> header = Map.of(
                0x1L, "",
                0x2L, "",
                0x4L, "software power cap",
                0x8L, "hardware slowdown",
                0x10L, "sync boost",
                0x20L, "software thermal slowdown",
                0x40L, "hardware thermal slowdown",
                0x80L, "hardware power brake",
                0x100L, "display clocks");
        header.forEach(
                (bit, name) -> assertThat(Throttle.named(bit)).isEqualTo(name.isEmpty() ? List.of() : List.of(name)));
    }
}
