package dev.yardmaster.agent.inventory.health;

import dev.yardmaster.contract.node.DeviceHealth.State;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** NVIDIA's error numbers by what its catalogue says to do. Unknown ones make a device suspect. */
final class Xids {
    /** Of one application: its own fault, unless they come again and again. */
    private static final int MANY = 3;

    private static final Set<Integer> REPLACE = Set.of(79);
    private static final Set<Integer> RESET = Set.of(46, 62, 64, 95, 109, 110, 119, 120, 136, 140, 143, 155, 156, 158);
    private static final Set<Integer> INSPECT = Stream.concat(
                    Stream.of(48, 54, 74), IntStream.rangeClosed(144, 150).boxed())
            .collect(Collectors.toSet());
    /** Copy and video engines have a number each. */
    private static final Set<Integer> APPLICATION = numbers(
            IntStream.of(8, 11, 13, 25, 31, 32, 39, 40, 41, 60, 68, 69, 80, 94),
            IntStream.rangeClosed(70, 72),
            IntStream.rangeClosed(75, 77),
            IntStream.rangeClosed(82, 86),
            IntStream.rangeClosed(88, 89),
            IntStream.rangeClosed(96, 105),
            IntStream.rangeClosed(126, 135),
            IntStream.of(139));

    private static final Set<Integer> RECORD =
            Set.of(37, 38, 43, 44, 45, 63, 66, 67, 92, 93, 106, 107, 108, 121, 137, 141, 152, 153, 154, 160, 162, 163);
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(8, "the GPU stopped processing"),
            Map.entry(13, "an exception in the graphics engine"),
            Map.entry(31, "a memory page fault"),
            Map.entry(32, "an invalid or corrupted push buffer"),
            Map.entry(43, "the GPU stopped processing for one program"),
            Map.entry(45, "a program was cleaned up"),
            Map.entry(48, "a double-bit memory error"),
            Map.entry(54, "auxiliary power is not connected"),
            Map.entry(62, "the internal micro-controller halted"),
            Map.entry(63, "a row of memory was remapped or a page retired"),
            Map.entry(64, "a row of memory could not be remapped or a page not retired"),
            Map.entry(74, "an NVLink error"),
            Map.entry(79, "the GPU fell off the bus"),
            Map.entry(92, "many corrected memory errors"),
            Map.entry(94, "a contained memory error"),
            Map.entry(95, "an uncontained memory error"),
            Map.entry(109, "a context switch timed out"),
            Map.entry(119, "the GPU's system processor timed out"),
            Map.entry(120, "the GPU's system processor failed"),
            Map.entry(121, "a corrected error on the C2C link"),
            Map.entry(140, "an unrecovered memory error"),
            Map.entry(154, "the recovery that the GPU needs has changed"));

    private Xids() {}

    private static Set<Integer> numbers(IntStream... ranges) {
        return Stream.of(ranges).flatMap(IntStream::boxed).collect(Collectors.toSet());
    }

    static Verdict verdict(int number, String text, int times) {
        String code = "XID " + number;
        String what = NAMES.containsKey(number) ? NAMES.get(number) + " (" + text + ")" : text;
        if (REPLACE.contains(number)) {
            return Verdict.lasting(code, what + ". Restart the host; if it comes back, replace the device.");
        }
        if (RESET.contains(number)) {
            return Verdict.lasting(code, what + ". Stop what runs on it and reset it: nvidia-smi --gpu-reset.");
        }
        if (INSPECT.contains(number) && !text.contains("Nonfatal")) {
            return Verdict.lasting(code, what + ". Inspect the device, its links and its power; then reset it.");
        }
        if (APPLICATION.contains(number)) {
            return Verdict.passing(
                    code,
                    times >= MANY ? State.SUSPECT : State.WELL,
                    what + ", " + times
                            + " times in an hour. Mostly the program's own fault; its instance is restarted.");
        }
        return RECORD.contains(number) && !text.contains("Node Reboot") && !text.contains("GPU Reset")
                ? Verdict.passing(code, State.WELL, what + ". Nothing to be done.")
                : Verdict.passing(code, State.SUSPECT, what + ". See NVIDIA's catalogue of XID errors.");
    }
}
