package dev.yardmaster.contract.engine;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * Compiled kernels that are worth keeping between starts, in a directory of their own on the node.
 *
 * @param name letters, digits and dashes: {@code torch-compile}, {@code triton}, {@code flashinfer}, ...
 * @param variable environment variable that tells the engine where the directory is
 * @param key what the content depends on: nodes with the same name and key may use each other's; letters, digits, dashes,
 *     dots and underscores
 * @param shared whether nodes give it to one another: in a runtime, they do unless it says {@code false}; in a launch, they
 *     do only where it says {@code true}
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record KernelCache(String name, String variable, String key, Optional<Boolean> shared) {
    public KernelCache {
        shared = shared == null ? Optional.empty() : shared;
    }

    public KernelCache(String name, String variable, String key) {
        this(name, variable, key, Optional.empty());
    }
}
