package dev.yardmaster.contract.runtime;

/** What computes. */
public enum HardwareKind {
    CPU,
    NVIDIA,
    AMD,
    ASCEND,
    INTEL
}
