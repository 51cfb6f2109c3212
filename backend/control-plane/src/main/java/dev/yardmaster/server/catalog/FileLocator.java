package dev.yardmaster.server.catalog;

import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.document.Kind;
import java.util.List;

/** Where the bytes of catalogue entries can be had now. */
public interface FileLocator {
    /**
     * One location for each path, in their order.
     *
     * @param kind MODEL or ADAPTER
     * @throws dev.yardmaster.contract.problem.ProblemException not-found where there is no such entry or file;
     *     source-unavailable where its source does not answer
     */
    List<FileLocation> locate(Kind kind, String name, List<String> paths);
}
