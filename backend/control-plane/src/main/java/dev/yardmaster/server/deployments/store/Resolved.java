package dev.yardmaster.server.deployments.store;

import dev.yardmaster.contract.agent.Launch;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.SourceScheme;
import dev.yardmaster.server.placement.MemoryEstimate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a revision's spec came to when it was made, so that neither a changed catalogue nor a changed runtime changes it.
 *
 * @param files only those that the runtime needs
 * @param cpuFeatures by architecture
 */
public record Resolved(
        String modelKey,
        SourceScheme scheme,
        String repository,
        String commit,
        List<ModelFile> files,
        Launch launch,
        Duration drainFor,
        MemoryEstimate memory,
        Map<String, Set<String>> cpuFeatures) {
    public Resolved {
        files = List.copyOf(files);
        cpuFeatures = Map.copyOf(cpuFeatures);
    }
}
