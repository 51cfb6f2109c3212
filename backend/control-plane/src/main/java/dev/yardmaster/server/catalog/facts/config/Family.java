package dev.yardmaster.server.catalog.facts.config;

import dev.yardmaster.contract.catalog.Capability;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a family beyond what a model's configuration says.
 *
 * @param every which layers see everything, in a {@link Layout#PATTERN}
 * @param chunked the others see their chunk instead of a sliding window
 * @param state what recurrent layers keep; empty where the configuration's keys tell
 * @param does what neither the class name nor the configuration tells
 * @param reserved positions that no token can take
 * @param scaled the context length in the configuration includes the rope scaling
 * @param sharedExperts that every token passes, where the configuration does not count them
 * @param defaults values that published configurations leave out
 */
public record Family(
        String name,
        Layout layout,
        Optional<Integer> every,
        boolean chunked,
        Optional<State> state,
        Set<Capability> does,
        int reserved,
        boolean scaled,
        Optional<Integer> sharedExperts,
        Config defaults) {
    public Family {
        does = Set.copyOf(does);
    }

    /** One that is not in the table: only its configuration tells. */
    public static Family unknown(String name) {
        return new Family(
                name,
                Layout.FULL,
                Optional.empty(),
                false,
                Optional.empty(),
                Set.of(),
                0,
                false,
                Optional.empty(),
                Config.empty());
    }

    public boolean encoder() {
        return layout == Layout.ENCODER;
    }
}
