package dev.yardmaster.server.deployments.sizing;

import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.runtime.HardwareKind;
import dev.yardmaster.server.runtimes.choice.Hardware;
import dev.yardmaster.server.runtimes.memory.DeviceShape;
import dev.yardmaster.server.runtimes.memory.MemoryAnswer;
import dev.yardmaster.server.runtimes.memory.MemoryModel;
import dev.yardmaster.server.runtimes.memory.MemoryQuestion;

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

    static MemoryQuestion question(Engine engine, DeviceShape shape) {
        return new MemoryQuestion(
                engine.facts(),
                engine.weightsBytes(),
                engine.runtime().resolved().memory(),
                shape,
                engine.wanted(),
                engine.learned().on(engine, shape));
    }
}
