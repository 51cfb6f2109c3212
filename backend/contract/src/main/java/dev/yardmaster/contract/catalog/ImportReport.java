package dev.yardmaster.contract.catalog;

import java.util.List;

/**
 * What an import did, or would do.
 *
 * @param dryRun nothing was applied
 * @param results one per catalogue entry that was found, in the order of the text
 */
public record ImportReport(boolean dryRun, List<ImportResult> results) {
    public ImportReport {
        results = List.copyOf(results);
    }

    public long count(ImportResult.Outcome outcome) {
        return results.stream().filter(r -> r.outcome() == outcome).count();
    }
}
