package dev.yardmaster.server.deployments.sizing;

import dev.yardmaster.contract.engine.EngineSizes;
import dev.yardmaster.server.runtimes.memory.DeviceShape;
import dev.yardmaster.server.runtimes.memory.Learnt;
import dev.yardmaster.server.runtimes.memory.Reported;
import dev.yardmaster.server.runtimes.memory.Split;
import java.util.Optional;

/** What an engine's memory was worked out for when it was placed. */
public record Estimate(DeviceShape shape, Split split) {
    /** What an engine that was placed like this teaches with what it said of itself. */
    public Optional<Learnt> learnt(Engine engine, EngineSizes said) {
        Reported reported =
                new Reported(said.weightsBytes(), said.keyValueBytes(), said.keyValueTokens(), said.graphBytes());
        return engine.learned()
                .subject(engine, shape)
                .map(subject -> Learnt.of(subject, split, Shapes.question(engine, shape), reported));
    }
}
