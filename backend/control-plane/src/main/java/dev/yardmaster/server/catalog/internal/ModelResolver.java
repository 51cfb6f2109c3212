package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.document.ModelSpec;
import dev.yardmaster.server.catalog.facts.FactsReader;
import dev.yardmaster.server.catalog.facts.Findings;
import dev.yardmaster.server.catalog.source.Sources;
import dev.yardmaster.server.catalog.store.FactsDue;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds out what a model's spec comes to: its commit, its files and their facts. */
@Component
class ModelResolver {
    private final Sources sources;
    private final Origins origins;
    private final FactsFinder facts;
    private final Clock clock;

    ModelResolver(Sources sources, Origins origins, FactsFinder facts, Clock clock) {
        this.sources = sources;
        this.origins = origins;
        this.facts = facts;
        this.clock = clock;
    }

    record Resolved(Model.Status status, FactsDue due) {}

    /** Asks the source only where something about it has changed. */
    Resolved resolve(ModelSpec spec, Optional<Model> before, FactsDue due) {
        if (before.isPresent() && samePlace(before.get().spec(), spec)) {
            return new Resolved(stated(spec, before.get().status()), due);
        }
        Listed.Wish wish = new Listed.Wish(spec.source(), spec.include(), spec.exclude(), spec.access());
        Optional<Listed.Pin> pin = before.map(Model::status).map(s -> new Listed.Pin(s.commit(), s.files()));
        return found(spec, Listed.of(wish, pin, sources, origins));
    }

    private static boolean samePlace(ModelSpec a, ModelSpec b) {
        return a.include().equals(b.include())
                && a.exclude().equals(b.exclude())
                && a.access().equals(b.access());
    }

    private static Model.Status stated(ModelSpec spec, Model.Status s) {
        ModelFacts effective = FactsReader.effective(spec.facts(), s.derived());
        return new Model.Status(s.commit(), s.format(), s.bytes(), s.files(), effective, s.derived(), s.notes());
    }

    private Resolved found(ModelSpec spec, Listed listed) {
        String commit = listed.content().commit();
        FactsFinder.Found<Findings> found =
                facts.model(listed.origin(), commit, listed.files(), listed.format(), FactsFinder.WAITING);
        ModelFacts derived = FactsReader.withCard(
                found.findings().facts(),
                listed.content().licence(),
                listed.content().gated());
        Model.Status status = new Model.Status(
                commit,
                listed.format(),
                listed.bytes(),
                listed.files(),
                FactsReader.effective(spec.facts(), derived),
                derived,
                found.findings().notes());
        return new Resolved(status, Retries.after(found.complete(), 0, clock));
    }
}
