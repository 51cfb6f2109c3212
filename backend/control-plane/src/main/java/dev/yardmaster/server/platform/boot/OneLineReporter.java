package dev.yardmaster.server.platform.boot;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** One line on standard error instead of Spring's banner. */
class OneLineReporter implements FailureAnalysisReporter {
    @Override
    public void report(FailureAnalysis analysis) {
        String action = analysis.getAction() == null ? "" : " " + analysis.getAction();
        System.err.println(
                "yard server: " + (analysis.getDescription() + action).strip().replaceAll("\\s*\\R\\s*", " "));
    }
}
