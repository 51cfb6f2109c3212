package dev.yardmaster.contract.weights;

import java.util.List;
import java.util.Optional;

/** Reading prefetch policies. */
public interface Prefetches {
    /** All by name. */
    List<Prefetch> list();

    Optional<Prefetch> find(String name);
}
