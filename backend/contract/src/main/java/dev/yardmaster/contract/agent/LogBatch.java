package dev.yardmaster.contract.agent;

import java.util.List;

/**
 * New lines of one instance.
 *
 * @param skipped lines dropped before these because there were too many
 */
public record LogBatch(String instanceId, List<LogLine> lines, long skipped) {
    public LogBatch {
        lines = List.copyOf(lines);
    }
}
