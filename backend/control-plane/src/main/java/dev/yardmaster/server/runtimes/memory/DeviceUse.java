package dev.yardmaster.server.runtimes.memory;

/**
 * Bytes on the device that needs most.
 *
 * @param keyValues what the engine sets aside for keys and values
 * @param overhead contexts of the driver, the framework, buffers of collectives
 * @param adapters slots for adapters
 * @param total what the engine takes in all
 * @param least what it cannot do without: {@code total} with keys and values for no more than is asked for
 * @param of the device's memory
 */
public record DeviceUse(
        long weights,
        long keyValues,
        long activations,
        long graphs,
        long overhead,
        long adapters,
        long total,
        long least,
        long of) {}
