package dev.yardmaster.server.runtimes.choice;

import dev.yardmaster.contract.node.Inventory;

/**
 * A machine that there is.
 *
 * @param holdsWeights the model's weights are complete on its disk
 */
public record Host(String node, Inventory inventory, boolean holdsWeights) {
    /** {@code x86-64} and {@code aarch64}, whatever the operating system calls them. */
    public static String architecture(Inventory inventory) {
        return switch (inventory.architecture()) {
            case "amd64", "x86_64", "x86-64" -> "x86-64";
            case "arm64", "aarch64" -> "aarch64";
            case String other -> other;
        };
    }
}
