package dev.yardmaster.server.deployments.sizing;

import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.runtime.HardwareKind;
import dev.yardmaster.server.runtimes.choice.Hardware;
import dev.yardmaster.server.runtimes.memory.DeviceShape;
import dev.yardmaster.server.runtimes.memory.MemoryAnswer;
import dev.yardmaster.server.runtimes.memory.MemoryModel;
import dev.yardmaster.server.runtimes.memory.MemoryQuestion;
import dev.yardmaster.server.runtimes.memory.MemoryQuestion.Corrected;

/** Asks the memory model about an engine. */
final class Shapes {
    private Shapes() {}

    static DeviceShape of(Accelerator like, int count, int linked) {
        return new DeviceShape(
                Hardware.kind(like).orElse(HardwareKind.CPU),
                like.product(),
                Math.max(1, like.memoryBytes()),
                count,
                1,
                Math.clamp(linked, 1, count));
    }

    static MemoryAnswer ask(Engine engine, DeviceShape shape) {
        return MemoryModel.plan(question(engine, shape));
    }

    /** Reports count on devices. A host's memory is shared with all else that runs there, and goes by what is worked out. */
    static MemoryQuestion question(Engine engine, DeviceShape shape) {
        Corrected corrected = shape.kind() == HardwareKind.CPU
                ? Corrected.NOTHING
                : engine.learned().on(engine, shape.product());
        return new MemoryQuestion(
                engine.facts(),
                engine.weightsBytes(),
                engine.runtime().resolved().memory(),
                shape,
                engine.wanted(),
                corrected);
    }
}
