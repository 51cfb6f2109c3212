package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.contract.catalog.Adapter;
import dev.yardmaster.contract.document.AdapterSpec;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.catalog.facts.AdapterFindings;
import dev.yardmaster.server.catalog.source.Sources;
import dev.yardmaster.server.catalog.store.FactsDue;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds out what an adapter's spec comes to. */
@Component
class AdapterResolver {
    private final Sources sources;
    private final Origins origins;
    private final FactsFinder facts;
    private final Clock clock;

    AdapterResolver(Sources sources, Origins origins, FactsFinder facts, Clock clock) {
        this.sources = sources;
        this.origins = origins;
        this.facts = facts;
        this.clock = clock;
    }

    record Resolved(Adapter.Status status, FactsDue due) {}

    /** Asks the source only where something about it has changed. */
    Resolved resolve(AdapterSpec spec, Optional<Adapter> before, FactsDue due) {
        if (before.isPresent() && samePlace(before.get().spec(), spec)) {
            return new Resolved(before.get().status(), due);
        }
        Listed.Wish wish = new Listed.Wish(spec.source(), spec.include(), spec.exclude(), spec.access());
        Optional<Listed.Pin> pin = before.map(Adapter::status).map(s -> new Listed.Pin(s.commit(), s.files()));
        return found(Listed.of(wish, pin, sources, origins));
    }

    private static boolean samePlace(AdapterSpec a, AdapterSpec b) {
        return a.include().equals(b.include())
                && a.exclude().equals(b.exclude())
                && a.access().equals(b.access());
    }

    private Resolved found(Listed listed) {
        String commit = listed.content().commit();
        FactsFinder.Found<AdapterFindings> found =
                facts.adapter(listed.origin(), commit, listed.files(), FactsFinder.WAITING);
        AdapterFindings findings = found.findings();
        if (found.complete() && !findings.refusals().isEmpty()) {
            throw ProblemException.invalid(
                    "spec.source",
                    String.join(" ", findings.refusals()),
                    "expected a LoRA adapter as PEFT or llama.cpp write it");
        }
        Adapter.Status status = new Adapter.Status(
                commit, listed.format(), listed.bytes(), listed.files(), findings.facts(), findings.notes());
        return new Resolved(status, Retries.after(found.complete(), 0, clock));
    }
}
