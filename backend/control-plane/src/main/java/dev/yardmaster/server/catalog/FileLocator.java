package dev.yardmaster.server.catalog;

import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.document.Kind;
import java.util.List;

/** Where the files of models and adapters can be had for now. */
public interface FileLocator {

    /**
     * Places that open these files and nothing else where the source can be asked for that; they expire, so ask again
     * rather than keep them. May call out, with timeouts; not to be called in a transaction.
     *
     * @param kind {@code MODEL} or {@code ADAPTER}
     * @param paths files at the commit that the source was resolved to, also ones that {@code include} leaves out by
     *     now; all of the model's files where empty
     * @return one for each path, in their order
     * @throws dev.yardmaster.contract.problem.ProblemException where there is no such model, adapter or file, or the
     *     source cannot be asked
     */
    List<FileLocation> locate(Kind kind, String name, List<String> paths);
}
