package dev.yardmaster.server.deployments.sizing;

import dev.yardmaster.contract.document.DeploymentSpec.EngineSettings;
import dev.yardmaster.contract.document.DeploymentSpec.Parallel;
import dev.yardmaster.server.runtimes.memory.Split;
import java.util.Optional;

/** A planned split as engine settings. */
final class Parallels {
    private Parallels() {}

    /** What was said stays; of the rest only what is not 1 is told to the engine. */
    static EngineSettings with(EngineSettings settings, Split split) {
        Optional<Parallel> said = settings.parallel();
        Parallel planned = new Parallel(
                said.flatMap(Parallel::tensor).or(() -> above1(split.tensor())),
                said.flatMap(Parallel::pipeline).or(() -> above1(split.pipeline())),
                said.flatMap(Parallel::data).or(() -> above1(split.data())),
                said.flatMap(Parallel::expert).or(() -> above1(split.expert()).map(_ -> true)));
        return settings.withParallel(planned);
    }

    private static Optional<Integer> above1(int number) {
        return Optional.of(number).filter(n -> n > 1);
    }
}
