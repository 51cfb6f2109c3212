package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.catalog.facts.ChatTemplates;
import dev.yardmaster.server.catalog.facts.FactsUnavailable;
import dev.yardmaster.server.catalog.source.Origin;
import dev.yardmaster.server.catalog.source.Sources;
import dev.yardmaster.server.catalog.store.ModelStore;
import org.springframework.stereotype.Component;

/** Chat templates, which are read where they are rather than kept. */
@Component
public class TemplateTexts {
    private final ModelStore models;
    private final Sources sources;
    private final Origins origins;

    TemplateTexts(ModelStore models, Sources sources, Origins origins) {
        this.models = models;
        this.sources = sources;
        this.origins = origins;
    }

    /** @throws ProblemException where there is no such model or it has none, or its source cannot be read */
    public String of(String name) {
        Model model = models.find(name).orElseThrow(() -> ProblemException.notFound("model", name));
        Model.Status status = model.status();
        String file = status.derived()
                .chatTemplate()
                .orElseThrow(() -> ProblemException.notFound("chat template of the model", name))
                .file();
        Origin origin = origins.of(
                model.spec().source(), model.spec().access(), model.spec().include());
        try {
            return ChatTemplates.text(
                            status.files(),
                            file,
                            sources.of(origin.address()).reader(origin, status.commit(), status.files()))
                    .orElseThrow(() -> ProblemException.notFound("chat template of the model", name));
        } catch (FactsUnavailable e) {
            throw ProblemException.of(ProblemType.SOURCE_UNAVAILABLE, String.valueOf(e.getMessage()));
        }
    }
}
