package dev.yardmaster.server.runtimes.choice;

import dev.yardmaster.contract.problem.FieldProblem;
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
     * @param problems fields of a deployment, each with what is wrong and what would be right; at least one
     */
    record Refused(List<FieldProblem> problems, List<RuntimeVerdict> verdicts) implements SelectionOutcome {
        public Refused {
            problems = List.copyOf(problems);
            verdicts = List.copyOf(verdicts);
        }

        public String sentence() {
            FieldProblem first = problems.getFirst();
            return first.problem() + "; " + first.expected();
        }
    }
}
