package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.server.catalog.facts.AdapterFindings;
import dev.yardmaster.server.catalog.facts.FactsReader;
import dev.yardmaster.server.catalog.facts.Findings;
import dev.yardmaster.server.catalog.facts.RangeReader;
import dev.yardmaster.server.catalog.source.Origin;
import dev.yardmaster.server.catalog.source.Sources;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads facts from a source within a given time. */
@Component
class FactsFinder {
    /** While somebody waits for a document to be applied. */
    static final Duration WAITING = Duration.ofSeconds(20);

    private final Sources sources;
    private final Clock clock;

    FactsFinder(Sources sources, Clock clock) {
        this.sources = sources;
        this.clock = clock;
    }

    /** @param complete nothing failed that may work another time */
    record Found<T>(T findings, boolean complete) {}

    Found<Findings> model(Origin origin, String commit, List<ModelFile> files, ModelFormat format, Duration budget) {
        WatchedReader reader = reader(origin, commit, files, budget);
        Findings findings = FactsReader.model(files, format, reader);
        return new Found<>(findings, !reader.failed());
    }

    Found<AdapterFindings> adapter(Origin origin, String commit, List<ModelFile> files, Duration budget) {
        WatchedReader reader = reader(origin, commit, files, budget);
        AdapterFindings findings = FactsReader.adapter(files, reader);
        return new Found<>(findings, !reader.failed());
    }

    private WatchedReader reader(Origin origin, String commit, List<ModelFile> files, Duration budget) {
        RangeReader source = sources.of(origin.address()).reader(origin, commit, files);
        return new WatchedReader(source, files, clock, clock.instant().plus(budget));
    }
}
