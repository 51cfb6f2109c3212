package dev.yardmaster.server.catalog.source;

import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.SourceScheme;
import dev.yardmaster.server.catalog.facts.RangeReader;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Somewhere that models come from. May take seconds; never called in a transaction. Refusals are
 * {@link dev.yardmaster.contract.problem.ProblemException} naming {@code spec.source} or {@code spec.access}.
 */
public interface Source {

    /**
     * What an address stands for; its pattern is not looked at.
     *
     * @param commit names exactly these files: 40 or 64 hex digits
     * @param licence as the source's own card states it
     * @param gated its terms have to be accepted there
     */
    record Content(String commit, List<ModelFile> files, Optional<String> licence, Optional<Boolean> gated) {
        public Content {
            files = List.copyOf(files);
        }

        public Content(String commit, List<ModelFile> files) {
            this(commit, files, Optional.empty(), Optional.empty());
        }
    }

    /** The schemes that it reads. */
    Set<SourceScheme> schemes();

    Content newest(Origin origin);

    /**
     * The same, at a commit that was found earlier; refused, saying what changed, where that is gone.
     *
     * @param known files that it had then, some of them or all
     */
    Content pinned(Origin origin, String commit, List<ModelFile> known);

    /**
     * Where the bytes are, one for each file, in their order. Opens these files and nothing else wherever the source
     * has such a thing.
     *
     * @param files of the content at that commit
     */
    List<FileLocation> locate(Origin origin, String commit, List<ModelFile> files);

    /** Reads some bytes of these files; good for as long as somebody waits. */
    RangeReader reader(Origin origin, String commit, List<ModelFile> files);

    /**
     * Whether a location that was given out here carries credentials that open more than its file. Nodes never get
     * those: the server reads in their place.
     */
    default boolean isBroad(Origin origin, FileLocation.Web location) {
        return false;
    }

    /** A host that the operator configured for this source, and that may therefore be private. */
    default Optional<String> trustedHost(Origin origin) {
        return Optional.empty();
    }
}
