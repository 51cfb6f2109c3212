package dev.yardmaster.server.deployments.internal;

import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.document.DeploymentSpec;
import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.deployments.sizing.Learned;
import dev.yardmaster.server.deployments.sizing.ModelRoom;
import dev.yardmaster.server.nodes.Fleet;
import dev.yardmaster.server.runtimes.EngineRuntimes;
import dev.yardmaster.server.runtimes.choice.Host;
import dev.yardmaster.server.runtimes.choice.Selection;
import dev.yardmaster.server.runtimes.choice.SelectionOutcome;
import dev.yardmaster.server.runtimes.choice.SelectionQuestion;
import dev.yardmaster.server.runtimes.memory.Corrections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Asks which runtime, with the runtimes, nodes and settings that there are. */
@Component
class Choosing {
    private static final int VERDICTS_TOLD = 20;

    private final EngineRuntimes runtimes;
    private final Fleet fleet;
    private final Corrections corrections;

    Choosing(EngineRuntimes runtimes, Fleet fleet, Corrections corrections) {
        this.runtimes = runtimes;
        this.fleet = fleet;
        this.corrections = corrections;
    }

    SelectionOutcome choose(Model model, String modelKey, List<ModelFile> files, DeploymentSpec spec) {
        long bytes = files.stream().mapToLong(ModelFile::size).sum();
        return Selection.choose(new SelectionQuestion(
                model.status().format(),
                model.status().facts(),
                bytes,
                spec.engine(),
                r -> runtimes.refusals(r, spec.engine()),
                spec.runtime(),
                runtimes.list(),
                hosts(modelKey, spec.placement().nodeLabels()),
                new ModelRoom(spec.engine(), model.status().facts(), bytes, new Learned(modelKey, corrections))));
    }

    Stream<FieldProblem> refusals(DeploymentSpec spec) {
        return spec.runtime().flatMap(runtimes::find).stream()
                .flatMap(r -> runtimes.refusals(r, spec.engine()).stream());
    }

    /** Nodes that the deployment may go to, whatever runs there now. */
    private List<Host> hosts(String modelKey, Map<String, String> labels) {
        return fleet.members().stream()
                .filter(m -> m.labels().entrySet().containsAll(labels.entrySet()))
                .map(m -> new Host(m.name(), m.inventory(), m.held().contains(modelKey)))
                .toList();
    }

    /** @throws ProblemException where nothing was chosen, with every verdict */
    static SelectionOutcome.Chosen chosen(String model, SelectionOutcome outcome) {
        return switch (outcome) {
            case SelectionOutcome.Chosen chosen -> chosen;
            case SelectionOutcome.Unknown unknown ->
                throw ProblemException.unknownReference("spec.runtime", unknown.problem(), unknown.expected());
            case SelectionOutcome.Refused refused -> {
                List<FieldProblem> wrong = refused.problems().stream()
                        .map(p -> new FieldProblem(p.field(), "'" + model + "': " + p.problem(), p.expected()))
                        .toList();
                throw SpecCheck.refusal(
                        Stream.concat(wrong.stream(), verdicts(refused)).toList());
            }
        };
    }

    static Stream<FieldProblem> verdicts(SelectionOutcome.Refused refused) {
        String expected = refused.problems().getFirst().expected();
        return refused.verdicts().stream()
                .limit(VERDICTS_TOLD)
                .map(v -> new FieldProblem("runtimes." + v.runtime(), String.join(" ", v.why()), expected));
    }
}
