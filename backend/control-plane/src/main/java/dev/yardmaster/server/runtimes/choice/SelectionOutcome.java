package dev.yardmaster.server.runtimes.choice;

import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.contract.runtime.RuntimeChoice;
import dev.yardmaster.contract.runtime.RuntimeVerdict;
import java.util.List;

/** What became of looking for a runtime. */
public sealed interface SelectionOutcome {
    List<RuntimeVerdict> verdicts();

    record Chosen(Runtime runtime, RuntimeChoice choice) implements SelectionOutcome {
        @Override
        public List<RuntimeVerdict> verdicts() {
            return choice.verdicts();
        }
    }

    /** The runtime that was asked for is none. */
    record Unknown(String problem, String expected, List<RuntimeVerdict> verdicts) implements SelectionOutcome {
        public Unknown {
            verdicts = List.copyOf(verdicts);
        }
    }

    /**
     * @param field of a deployment that it is about
     * @param problem what is wrong
     * @param expected what would be right
     */
    record Refused(String field, String problem, String expected, List<RuntimeVerdict> verdicts)
            implements SelectionOutcome {
        public Refused {
            verdicts = List.copyOf(verdicts);
        }
    }
}
