package dev.yardmaster.server.deployments.internal;

import dev.yardmaster.contract.engine.KernelCache;
import dev.yardmaster.server.deployments.store.LaunchStore;
import dev.yardmaster.server.weights.KernelNeeds;
import java.util.List;
import org.springframework.stereotype.Component;

/** Compiled kernels that instances keep where they are placed. */
@Component
class KeptKernels implements KernelNeeds {
    private final LaunchStore launches;

    KeptKernels(LaunchStore launches) {
        this.launches = launches;
    }

    @Override
    public List<KernelCache> kernels(String node) {
        return launches.on(node).values().stream()
                .flatMap(p -> p.launch().caches().stream())
                .distinct()
                .toList();
    }
}
