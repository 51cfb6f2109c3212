package dev.yardmaster.standins.bin;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The accelerators that a machine claims to have: a number of the same.
 *
 * @param capability compute capability, or the name of the architecture
 */
public record Machine(Maker maker, int count, String product, long memoryMib, String capability, String driver) {
    /** Who made them. */
    public enum Maker {
        NONE,
        NVIDIA,
        AMD,
        ASCEND
    }

    public static Machine none() {
        return new Machine(Maker.NONE, 0, "", 0, "", "");
    }

    public static Machine h100(int count) {
        return new Machine(Maker.NVIDIA, count, "NVIDIA H100 80GB HBM3", 81_559, "9.0", "580.95.05");
    }

    public static Machine mi300x(int count) {
        return new Machine(Maker.AMD, count, "AMD Instinct MI300X", 196_592, "gfx942", "6.14.14");
    }

    public static Machine ascend910b(int count) {
        return new Machine(Maker.ASCEND, count, "910B3", 65_536, "910B3", "25.2.0");
    }

    String uuid(int index) {
        String tail = String.format(Locale.ROOT, "%08d-0000-4000-8000-%012d", index, index + 1);
        return switch (maker) {
            case NVIDIA -> "GPU-" + tail;
            case AMD -> "0x" + String.format(Locale.ROOT, "%016x", 0x1111_1111_0000L + index);
            case ASCEND -> busId(index);
            case NONE -> "";
        };
    }

    String busId(int index) {
        return String.format(Locale.ROOT, "0000:%02X:00.0", 0x10 + index);
    }

    /** As stand-ins read it. */
    List<String> rows() {
        return IntStream.range(0, count)
                .mapToObj(i -> String.join(
                        "\t", maker.name(), String.valueOf(i), uuid(i), product, String.valueOf(memoryMib), capability))
                .toList();
    }
}
