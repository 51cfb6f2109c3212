package dev.yardmaster.contract.catalog;

/** How weights are stored. */
public enum ModelFormat {
    GGUF,
    SAFETENSORS,
    /** No weights file that we know was found. */
    OTHER
}
