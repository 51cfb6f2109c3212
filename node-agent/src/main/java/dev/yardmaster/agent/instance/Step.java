package dev.yardmaster.agent.instance;

import java.util.List;

/** What to remember, and what to do about it, in this order. */
public record Step(Supervision next, List<Action> actions) {
    public Step {
        actions = List.copyOf(actions);
    }

    /** Something to do to the engine. */
    public enum Action {
        /** Start a process; what comes of it is seen in the next look. */
        LAUNCH,
        /** Ask it to end. */
        TERMINATE,
        /** End it and everything it started, at once. */
        KILL,
        /** Tell it to sleep. */
        SLEEP,
        /** Tell it to wake. */
        WAKE
    }

    static Step stay(Supervision same) {
        return new Step(same, List.of());
    }

    static Step of(Supervision next, Action... actions) {
        return new Step(next, List.of(actions));
    }
}
