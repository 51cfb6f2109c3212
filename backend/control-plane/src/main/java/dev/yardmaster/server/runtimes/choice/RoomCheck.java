package dev.yardmaster.server.runtimes.choice;

import dev.yardmaster.contract.runtime.Runtime;

/** Whether a model has room on a machine, were nothing else there. */
@FunctionalInterface
public interface RoomCheck {
    /** Nothing is known of memory. */
    RoomCheck UNKNOWN = (_, _) -> new Room.Unknown();

    Room of(Runtime runtime, Usable usable);

    /** The answer. */
    sealed interface Room {
        record Enough(String sentence) implements Room {}

        /** @param missingBytes so that the nearest can be told */
        record TooLittle(String sentence, long missingBytes) implements Room {}

        record Unknown() implements Room {}
    }
}
