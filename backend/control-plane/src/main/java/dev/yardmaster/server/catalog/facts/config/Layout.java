package dev.yardmaster.server.catalog.facts.config;

/** How a family's layers follow each other where its configuration does not list them. */
public enum Layout {
    /** Every layer sees everything. */
    FULL,
    /** Every layer slides where a window is set. */
    WINDOWED,
    /** Every n-th layer sees everything, the others slide or see their chunk. */
    PATTERN,
    /** Every layer keeps a state. */
    RECURRENT,
    /** Every layer has attention and a state side by side. */
    PARALLEL,
    /** Nothing is kept from one token to the next. */
    ENCODER,
    ENCODER_DECODER,
    /** A short window, and every few tokens one vector for all that is older. */
    COMPRESSED,
    /** Layers that are none of a language model's. */
    NONE
}
