package dev.yardmaster.server.deployments.internal;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.contract.runtime.RuntimeChoice;
import dev.yardmaster.contract.runtime.Runtimes;
import dev.yardmaster.server.runtimes.EngineRuntimes;
import dev.yardmaster.server.runtimes.choice.SelectionOutcome;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Runtimes for people, and which would serve a model here. */
@Service
@Transactional(readOnly = true)
class RuntimeAdvice implements Runtimes {
    private final EngineRuntimes runtimes;
    private final Resolver resolver;

    RuntimeAdvice(EngineRuntimes runtimes, Resolver resolver) {
        this.runtimes = runtimes;
        this.resolver = resolver;
    }

    @Override
    public List<Runtime> list() {
        return runtimes.list();
    }

    @Override
    public Optional<Runtime> find(String name) {
        return runtimes.find(name);
    }

    @Override
    public RuntimeChoice choose(String model) {
        return switch (resolver.choose(model)) {
            case SelectionOutcome.Chosen chosen -> chosen.choice();
            case SelectionOutcome.Unknown unknown ->
                throw ProblemException.of(ProblemType.NO_RUNTIME, unknown.problem() + "; " + unknown.expected());
            case SelectionOutcome.Refused refused ->
                throw new ProblemException(
                        ProblemType.NO_RUNTIME,
                        refused.sentence(),
                        Choosing.verdicts(refused).toList());
        };
    }
}
