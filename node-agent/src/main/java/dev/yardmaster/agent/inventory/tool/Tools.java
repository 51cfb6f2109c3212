package dev.yardmaster.agent.inventory.tool;

import java.util.List;

/** Runs a vendor's tool. */
public interface Tools {
    /** What came of it. */
    sealed interface Result {
        /** No such program here. */
        record Absent() implements Result {}

        /**
         * It was there and did not work.
         *
         * @param text what it printed all the same
         */
        record Failed(String why, int code, String text) implements Result {}

        /** It did not answer in time; a sick device does that to its tool. */
        record Hung(String why) implements Result {}

        /** It ended with 0. */
        record Output(String text) implements Result {}
    }

    /** Never throws and never waits longer than the tool's time limit. */
    Result run(List<String> command);
}
