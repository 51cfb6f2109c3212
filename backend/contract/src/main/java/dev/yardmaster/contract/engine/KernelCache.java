package dev.yardmaster.contract.engine;

/**
 * Compiled kernels that are worth keeping between starts, in a directory of their own on the node.
 *
 * @param name letters, digits and dashes: {@code torch-compile}, {@code triton}, {@code flashinfer}, ...
 * @param variable environment variable that tells the engine where the directory is
 * @param key what the content depends on: nodes with the same name and key may use each other's; letters, digits, dashes,
 *     dots and underscores
 */
public record KernelCache(String name, String variable, String key) {}
