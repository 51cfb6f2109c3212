package dev.yardmaster.server.platform.boot;

import dev.yardmaster.server.platform.StartFailure;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Takes our own failures as they are. */
class StartFailureAnalyzer extends AbstractFailureAnalyzer<StartFailure> {
    @Override
    protected FailureAnalysis analyze(Throwable root, StartFailure cause) {
        return new FailureAnalysis(String.valueOf(cause.getMessage()), null, cause);
    }
}
