package dev.yardmaster.cli.output;

import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.Problem;
import java.io.PrintStream;

/** A refusal for people: what, why, and for each field what would be right. */
public final class ProblemPrinter {
    private ProblemPrinter() {}

    public static void print(Problem problem, PrintStream err) {
        err.println("yard: " + problem.title());
        boolean saidByFields = problem.errors().size() == 1
                && problem.detail() != null
                && problem.detail().startsWith(problem.errors().getFirst().field() + ":");
        if (problem.detail() != null && !problem.detail().isBlank() && !saidByFields) {
            err.println("  " + problem.detail());
        }
        for (FieldProblem field : problem.errors()) {
            err.println("  " + field.field() + ": " + field.problem());
            err.println("      " + field.expected());
        }
    }
}
