package dev.yardmaster.server.runtimes;

import dev.yardmaster.contract.runtime.Runtime;

/** What became of looking for a runtime. */
public sealed interface RuntimeVerdict {
    /** @param why a sentence that names what decided */
    record Chosen(Runtime runtime, String why) implements RuntimeVerdict {}

    /** The name that was asked for is not a runtime. */
    record Unknown(String problem, String expected) implements RuntimeVerdict {}

    /** The runtime that was asked for cannot load the format. */
    record Unfit(String problem, String expected) implements RuntimeVerdict {}

    /** No runtime loads the format. */
    record NoneFits(String problem, String expected) implements RuntimeVerdict {}
}
