package dev.yardmaster.server.placement;

import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.Inventory;
import dev.yardmaster.server.runtimes.memory.Split;
import java.util.List;

/** What an instance asks of accelerators. Pure: same question, same answer. */
public interface DeviceDemand {
    /** Whether it is of a kind that the engine computes on at all. */
    boolean concerns(Accelerator device);

    /** A sentence for each thing that the device or its host lacks. */
    List<String> against(Accelerator device, Inventory host);

    /** Of each device that it gets; below {@link DeviceClaim#WHOLE} others may have the rest. */
    int thousandths();

    /** The fewest of these devices that it fits on. */
    Answer of(DeviceGroup group);

    /** What became of looking at a group. */
    sealed interface Answer {
        /**
         * @param bytesEach on the device that needs most
         * @param hostBytes of the host's memory that it is counted with
         */
        record Takes(Split split, long bytesEach, long hostBytes, String sentence) implements Answer {}

        record TooLittle(String sentence) implements Answer {}
    }
}
