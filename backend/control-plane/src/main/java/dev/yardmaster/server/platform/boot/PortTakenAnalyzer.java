package dev.yardmaster.server.platform.boot;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Names the variable that moves the server to another port. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class PortTakenAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {
    @Override
    protected FailureAnalysis analyze(Throwable root, PortInUseException cause) {
        return new FailureAnalysis(
                "Port " + cause.getPort()
                        + " is taken; stop what listens there, or set YARD_SERVER_PORT to a free one.",
                null,
                cause);
    }
}
