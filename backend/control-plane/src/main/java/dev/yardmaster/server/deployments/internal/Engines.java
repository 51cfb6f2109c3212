package dev.yardmaster.server.deployments.internal;

import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.server.deployments.sizing.Engine;
import dev.yardmaster.server.deployments.sizing.Learned;
import dev.yardmaster.server.deployments.store.StoredRevision;
import dev.yardmaster.server.runtimes.memory.Corrections;
import java.util.Optional;

/** The engine of a revision. */
final class Engines {
    private Engines() {}

    /** Empty for revisions from before their runtime was kept. */
    static Optional<Engine> of(StoredRevision revision, Corrections corrections) {
        return revision.resolved()
                .runtime()
                .map(runtime -> new Engine(
                        runtime,
                        revision.revision().spec().engine(),
                        revision.resolved().facts(),
                        revision.resolved().files().stream()
                                .mapToLong(ModelFile::size)
                                .sum(),
                        new Learned(revision.resolved().modelKey(), corrections)));
    }
}
