package dev.yardmaster.contract.weights;

/** How far the files of a model or adapter are on one node. */
public enum WeightsState {
    /** Assigned, and the node has not said anything about it yet. */
    ASSIGNED,
    /** In line behind what instances wait for. */
    QUEUED,
    FETCHING,
    /** Complete and verified. */
    HELD,
    /** Could not be had so far; tried again by itself. */
    FAILED
}
