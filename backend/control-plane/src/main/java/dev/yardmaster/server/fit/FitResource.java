package dev.yardmaster.server.fit;

import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.Models;
import dev.yardmaster.contract.catalog.SourceAddress;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.runtime.FitAnswer;
import dev.yardmaster.contract.runtime.FitQuestion;
import dev.yardmaster.server.runtimes.EngineRuntimes;
import dev.yardmaster.server.runtimes.memory.Corrections;
import dev.yardmaster.server.weights.WeightsChoice;
import java.io.IOException;
import java.util.List;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What-if: a model on devices that need not be there. */
@RestController
@RequestMapping("/api/v1/runtimes/fit")
class FitResource {
    private final Models models;
    private final EngineRuntimes runtimes;
    private final Corrections corrections;
    private final KnownDevices known;

    FitResource(Models models, EngineRuntimes runtimes, Corrections corrections) throws IOException {
        this.models = models;
        this.runtimes = runtimes;
        this.corrections = corrections;
        this.known = KnownDevices.load();
    }

    @PostMapping
    FitAnswer answer(@RequestBody FitQuestion question) {
        Model model = models.find(question.model())
                .orElseThrow(() -> ProblemException.unknownReference(
                        "model", "there is no model named '" + question.model() + "'", "apply that model first"));
        Fitting.Weights weights = switch (WeightsChoice.engine(model)) {
            case WeightsChoice.Selection.Files(var files) -> weights(model, files);
            case WeightsChoice.Selection.Refused(var problem, var expected) ->
                throw ProblemException.invalid("model", problem, expected);
        };
        return Fitting.answer(question, model, weights, runtimes.list(), Asked.shape(question, known), corrections);
    }

    private static Fitting.Weights weights(Model model, List<ModelFile> files) {
        String content = WeightsChoice.key(
                SourceAddress.parse(model.spec().source()),
                model.spec().access(),
                model.status().commit(),
                files);
        return new Fitting.Weights(
                content, files.stream().mapToLong(ModelFile::size).sum());
    }
}
