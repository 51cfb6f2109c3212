package dev.yardmaster.cli.document;

import dev.yardmaster.cli.output.Table;
import dev.yardmaster.contract.deployment.PlacementVerdict;
import dev.yardmaster.contract.runtime.RuntimeChoice;
import java.io.PrintStream;
import java.util.List;

/** Why this runtime, and why this node, as tables. */
final class Verdicts {
    private Verdicts() {}

    static void runtimes(RuntimeChoice choice, PrintStream out) {
        out.println("Runtime: " + choice.why() + ".");
        Table table = new Table(List.of("RUNTIME", "FITS", "SCORE", "WHY"));
        choice.verdicts()
                .forEach(v -> table.row(
                        List.of(v.runtime(), fits(v.fits()), score(v.fits(), v.score()), String.join("; ", v.why()))));
        table.print(out);
    }

    static void nodes(List<PlacementVerdict> verdicts, PrintStream out) {
        Table table = new Table(List.of("NODE", "FITS", "SCORE", "WHY"));
        verdicts.forEach(v -> table.row(
                List.of(v.node(), fits(v.fits()), score(v.fits(), v.score()), String.join("; ", v.why()))));
        table.print(out);
        verdicts.stream()
                .filter(v -> !v.engine().isEmpty())
                .forEach(v -> out.println("On " + v.node() + ": " + String.join("; ", v.engine()) + "."));
    }

    private static String fits(boolean fits) {
        return fits ? "yes" : "no";
    }

    private static String score(boolean fits, int score) {
        return fits ? String.valueOf(score) : "-";
    }
}
