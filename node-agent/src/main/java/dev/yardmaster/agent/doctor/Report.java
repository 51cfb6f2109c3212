package dev.yardmaster.agent.doctor;

import dev.yardmaster.agent.doctor.Finding.Level;
import dev.yardmaster.agent.platform.Json;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All findings, for people or for programs. */
record Report(List<Finding> findings) {
    private static final int ALL_FINE = 0;
    private static final int WARNINGS = 1;
    private static final int PROBLEMS = 2;

    Level worst() {
        return findings.stream()
                .map(Finding::level)
                .max(Comparator.naturalOrder())
                .orElse(Level.OK);
    }

    int exitCode() {
        return switch (worst()) {
            case OK -> ALL_FINE;
            case WARNING -> WARNINGS;
            case PROBLEM -> PROBLEMS;
        };
    }

    void print(PrintStream out) {
        for (Finding finding : findings) {
            out.printf(
                    "%-8s %-12s %s%n",
                    finding.level().name().toLowerCase(Locale.ROOT), finding.about(), finding.sentence());
            finding.fix().ifPresent(fix -> out.printf("%-21s fix: %s%n", "", fix));
        }
        out.printf(
                "%n%d looked at, %d warnings, %d problems%n",
                findings.size(), count(Level.WARNING), count(Level.PROBLEM));
    }

    void printJson(PrintStream out) {
        out.println(Json.mapper()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(Map.of("worst", worst(), "findings", findings)));
    }

    private long count(Level level) {
        return findings.stream().filter(f -> f.level() == level).count();
    }
}
