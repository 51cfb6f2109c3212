package dev.yardmaster.server.deployments.sizing;

import dev.yardmaster.contract.engine.SleepAbility;
import dev.yardmaster.server.placement.MemoryEstimate;
import dev.yardmaster.server.runtimes.memory.DeviceShape;
import dev.yardmaster.server.runtimes.memory.DeviceUse;
import dev.yardmaster.server.runtimes.memory.MemoryAnswer;

/** The host's memory that an engine is counted with. */
public final class HostMemory {
    private static final long GIB = 1L << 30;

    /** An interpreter, its libraries, tokenizers and pinned buffers. */
    private static final long PROCESS = 2 * GIB;

    /** Large enough for anything: what an engine needs as asked does not depend on it. */
    private static final DeviceShape AMPLE = DeviceShape.host(1L << 50);

    private HostMemory() {}

    /** Where the engine computes on the CPU. */
    public static MemoryEstimate onCpu(Engine engine) {
        return switch (Shapes.ask(engine, AMPLE)) {
            case MemoryAnswer.Fits(var plan) -> estimate(plan.perDevice());
            // Not even the weights' size is known, or the split that was asked for needs devices.
            case MemoryAnswer.DoesNotFit _ ->
                new MemoryEstimate(
                        engine.weightsBytes(),
                        engine.runtime().resolved().memory().fixedBytes(),
                        0);
        };
    }

    private static MemoryEstimate estimate(DeviceUse use) {
        long beside = use.activations() + use.graphs() + use.overhead() + use.adapters();
        return new MemoryEstimate(use.weights(), beside, Math.max(0, use.least() - use.weights() - beside));
    }

    /** Where accelerators compute: the process, what it moves out of the devices, and weights that sleep. */
    static long besideDevices(Engine engine) {
        boolean sleeps = engine.settings().sleep().orElse(false)
                && engine.runtime()
                        .resolved()
                        .sleep()
                        .filter(SleepAbility::keepsWeightsInHostMemory)
                        .isPresent();
        return PROCESS + engine.settings().kvOffloadGib().orElse(0) * GIB + (sleeps ? engine.weightsBytes() : 0);
    }
}
