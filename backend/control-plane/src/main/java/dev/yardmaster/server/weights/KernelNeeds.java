package dev.yardmaster.server.weights;

import dev.yardmaster.contract.engine.KernelCache;
import java.util.List;

/** Implemented by the feature that starts engines: compiled kernels that they keep on nodes. */
public interface KernelNeeds {
    /** Of the instances on a node. */
    List<KernelCache> kernels(String node);
}
