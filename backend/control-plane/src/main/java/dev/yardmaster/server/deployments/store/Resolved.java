package dev.yardmaster.server.deployments.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.yardmaster.contract.agent.Launch;
import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.SourceScheme;
import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.server.placement.MemoryEstimate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a revision's spec came to when it was made, so that neither a changed catalogue nor a changed runtime changes it.
 *
 * @param files only those that the runtime needs
 * @param launch whatever the node; instances have one of their own once they are placed
 * @param memory of the host, where the CPU computes
 * @param cpuFeatures by architecture
 * @param runtime as it was then; absent for revisions from before it was kept
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Resolved(
        String modelKey,
        SourceScheme scheme,
        String repository,
        String commit,
        List<ModelFile> files,
        Launch launch,
        Duration drainFor,
        MemoryEstimate memory,
        Map<String, Set<String>> cpuFeatures,
        Optional<Runtime> runtime,
        ModelFacts facts) {
    public Resolved {
        runtime = runtime == null ? Optional.empty() : runtime;
        facts = facts == null ? ModelFacts.UNKNOWN : facts;
        files = List.copyOf(files);
        cpuFeatures = Map.copyOf(cpuFeatures);
    }
}
