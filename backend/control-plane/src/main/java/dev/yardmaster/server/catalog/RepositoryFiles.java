package dev.yardmaster.server.catalog;

import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.SourceAddress;
import java.util.List;
import java.util.Optional;

/** What a source holds. May take seconds. */
public interface RepositoryFiles {

    /**
     * All files that an address stands for now; its pattern is not looked at.
     *
     * @param secret that the source is read with
     * @param include patterns, for sources that cannot list what they have
     * @throws dev.yardmaster.contract.problem.ProblemException naming {@code spec.source}
     */
    List<ModelFile> of(SourceAddress address, Optional<String> secret, List<String> include);
}
