package dev.yardmaster.contract.deployment;

/**
 * An adapter that an instance should have, or has.
 *
 * @param name what the engine calls it
 * @param sentence why, for people; empty where there is nothing to say
 */
public record InstanceAdapter(String name, State state, String sentence) {
    public InstanceAdapter {
        sentence = sentence == null ? "" : sentence;
    }

    /** What becomes of it. */
    public enum State {
        /** Its files are not complete and verified on the node yet. */
        FETCHING,
        LOADING,
        /** It can be asked for. */
        LOADED,
        /** It is tried again; the instance serves on without it. */
        FAILED
    }
}
