package dev.yardmaster.server.runtimes.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What engines reported of well-known models, against what is computed. */
class ReportedCasesTest {
    static List<ReportedCase> cases() {
        return ReportedCase.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isWithinTenPerCent(ReportedCase it) {
        assertThat(it.difference()).as(it.row()).isCloseTo(0, within(0.1));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void fitsWhereTheEngineStarted(ReportedCase it) {
        it.fits().ifPresent(started -> {
            MemoryAnswer answer =
                    MemoryModel.fits(it.load().question(), it.load().split());
            assertThat(answer)
                    .as(it.row())
                    .isInstanceOf(started ? MemoryAnswer.Fits.class : MemoryAnswer.DoesNotFit.class);
        });
    }

    /** Traits that were taken from a figure agree with it by making. */
    @Test
    void mostCasesOnlyCheck() {
        assertThat(cases()).filteredOn(c -> c.sets().isEmpty()).hasSizeGreaterThanOrEqualTo(15);
    }

    @Test
    void coversTwentyAndTheDocumentationHasThemAll() throws IOException {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(20);
        assertThat(Files.readString(Path.of("../../docs/memory.md")))
                .contains(cases().stream().map(ReportedCase::row).toList());
    }
}
