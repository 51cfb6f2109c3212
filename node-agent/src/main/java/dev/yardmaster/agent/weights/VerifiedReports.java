package dev.yardmaster.agent.weights;

import dev.yardmaster.contract.agent.VerifiedFiles;
import java.util.Optional;

/** What the server should know of files that were verified here. */
public interface VerifiedReports {
    /** What is to be told next; the same until it is told. */
    Optional<VerifiedFiles> report();

    /** The server has it, or will never take it. */
    void told(VerifiedFiles files);
}
