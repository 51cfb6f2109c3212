package dev.yardmaster.server.platform.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.server.platform.StartFailure;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;

class StartFailureTest {
    @Test
    void configurationEndsWith78AndEverythingElseWith1() {
        assertThat(StartFailure.exitCode(new BeanCreationException("bean", "x", new StartFailure("why"))))
                .isEqualTo(78);
        assertThat(StartFailure.exitCode(new IllegalStateException(new PortInUseException(8080))))
                .isEqualTo(78);
        assertThat(StartFailure.exitCode(new IllegalStateException("a defect"))).isEqualTo(1);
    }

    @Test
    void aTakenPortNamesItsVariable() {
        FailureAnalysis analysis = new PortTakenAnalyzer().analyze(new PortInUseException(8080));
        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription()).contains("Port 8080").contains("YARD_SERVER_PORT");
    }

    @Test
    void ourOwnFailuresAreTakenAsTheyAre() {
        FailureAnalysis analysis = new StartFailureAnalyzer()
                .analyze(new BeanCreationException("bean", "x", new StartFailure("Bring back the key.")));
        assertThat(analysis).isNotNull();
        assertThat(analysis.getDescription()).isEqualTo("Bring back the key.");
    }
}
