package dev.yardmaster.server.catalog.internal;

import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.SourceAddress;
import java.util.List;

/** Somewhere that models come from. May take seconds; never called in a transaction. */
interface Source {

    /** What an address stands for now; its pattern is not looked at. */
    record Content(String commit, List<ModelFile> files) {
        public Content {
            files = List.copyOf(files);
        }
    }

    /** @throws dev.yardmaster.contract.problem.ProblemException naming {@code spec.source} */
    Content newest(SourceAddress address);

    /** The same, at a commit that was found earlier. */
    Content pinned(SourceAddress address, String commit);
}
