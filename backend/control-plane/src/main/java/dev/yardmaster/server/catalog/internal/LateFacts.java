package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.contract.catalog.Adapter;
import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.event.Event.Severity;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.catalog.facts.AdapterFindings;
import dev.yardmaster.server.catalog.facts.FactsReader;
import dev.yardmaster.server.catalog.facts.Findings;
import dev.yardmaster.server.catalog.source.Origin;
import dev.yardmaster.server.catalog.store.AdapterStore;
import dev.yardmaster.server.catalog.store.FactsDue;
import dev.yardmaster.server.catalog.store.ModelStore;
import dev.yardmaster.server.platform.change.EventLog;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** One more try for each entry whose facts are due. What is found out changes no version: nobody changed anything. */
@Component
class LateFacts {
    private static final int AT_ONCE = 20;
    private static final Duration BUDGET = Duration.ofMinutes(1);

    private final ModelStore models;
    private final AdapterStore adapters;
    private final Origins origins;
    private final FactsFinder facts;
    private final TransactionTemplate transactions;
    private final EventLog events;
    private final Clock clock;

    LateFacts(
            ModelStore models,
            AdapterStore adapters,
            Origins origins,
            FactsFinder facts,
            TransactionTemplate transactions,
            EventLog events,
            Clock clock) {
        this.models = models;
        this.adapters = adapters;
        this.origins = origins;
        this.facts = facts;
        this.transactions = transactions;
        this.events = events;
        this.clock = clock;
    }

    void read() {
        for (String name : models.factsDue(AT_ONCE)) {
            models.find(name).ifPresent(this::read);
        }
        for (String name : adapters.factsDue(AT_ONCE)) {
            adapters.find(name).ifPresent(this::read);
        }
    }

    private void read(Model model) {
        int tries = models.due(model.name()).tries();
        try {
            Origin origin = origins.of(
                    model.spec().source(), model.spec().access(), model.spec().include());
            Model.Status status = model.status();
            FactsFinder.Found<Findings> found =
                    facts.model(origin, status.commit(), status.files(), status.format(), BUDGET);
            ModelFacts derived = FactsReader.withCard(
                    found.findings().facts(),
                    status.derived().licence(),
                    status.derived().gated());
            keep(model, derived, found.findings().notes(), Retries.after(found.complete(), tries, clock));
        } catch (ProblemException e) {
            keep(
                    model,
                    model.status().derived(),
                    List.of(String.valueOf(e.getMessage())),
                    Retries.after(false, tries, clock));
        }
    }

    private void keep(Model model, ModelFacts derived, List<String> notes, FactsDue due) {
        transactions.executeWithoutResult(_ -> {
            if (models.learn(model, derived, notes, due)) {
                tell(Kind.MODEL, model.name(), due);
            }
        });
    }

    private void read(Adapter adapter) {
        int tries = adapters.due(adapter.name()).tries();
        try {
            Origin origin = origins.of(
                    adapter.spec().source(),
                    adapter.spec().access(),
                    adapter.spec().include());
            Adapter.Status status = adapter.status();
            FactsFinder.Found<AdapterFindings> found = facts.adapter(origin, status.commit(), status.files(), BUDGET);
            keep(adapter, found.findings(), Retries.after(found.complete(), tries, clock));
        } catch (ProblemException e) {
            AdapterFindings nothing =
                    new AdapterFindings(adapter.status().facts(), List.of(), List.of(String.valueOf(e.getMessage())));
            keep(adapter, nothing, Retries.after(false, tries, clock));
        }
    }

    /** Refused it would have been when it was applied; by now it is only said. */
    private void keep(Adapter adapter, AdapterFindings findings, FactsDue due) {
        List<String> notes = new ArrayList<>(findings.refusals());
        models.find(adapter.spec().base())
                .map(b -> FactsReader.mismatches(
                        findings.facts(), b.status().facts(), b.spec().source()))
                .ifPresent(notes::addAll);
        notes.addAll(findings.notes());
        transactions.executeWithoutResult(_ -> {
            if (adapters.learn(adapter, findings.facts(), notes, due)) {
                tell(Kind.ADAPTER, adapter.name(), due);
            }
        });
    }

    /** Once when it works, and once when it begins to fail; not at every try. */
    private void tell(Kind kind, String name, FactsDue due) {
        if (due.at().isEmpty()) {
            events.info(kind.word(), name, EntryReason.FACTS_FOUND, "Its facts were read.");
        } else if (due.tries() == 2) {
            events.record(
                    Severity.WARNING,
                    kind.word(),
                    name,
                    EntryReason.FACTS_UNAVAILABLE,
                    "Its facts could not be read; this is tried again.");
        }
    }
}
