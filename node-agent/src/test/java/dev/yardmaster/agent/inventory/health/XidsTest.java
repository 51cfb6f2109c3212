package dev.yardmaster.agent.inventory.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.node.DeviceHealth.State;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers against what NVIDIA's catalogue of October 2025 says to do at once. */
class XidsTest {
    @ParameterizedTest
    @CsvSource({
        "RESTART_BM, 79, QUARANTINED, true",
        "RESET_GPU, 46, QUARANTINED, true",
        "RESET_GPU, 64, QUARANTINED, true",
        "RESET_GPU, 95, QUARANTINED, true",
        "RESET_GPU, 119, QUARANTINED, true",
        "RESET_GPU, 143, QUARANTINED, true",
        "RESET_GPU, 158, QUARANTINED, true",
        "WORKFLOW, 48, QUARANTINED, true",
        "CHECK_MECHANICALS, 54, QUARANTINED, true",
        "WORKFLOW, 74, QUARANTINED, true",
        "WORKFLOW, 149, QUARANTINED, true",
        "RESTART_APP, 13, WELL, false",
        "RESTART_APP, 31, WELL, false",
        "RESTART_APP, 71, WELL, false",
        "RESTART_APP, 94, WELL, false",
        "RESTART_APP, 101, WELL, false",
        "RESTART_APP, 130, WELL, false",
        "IGNORE, 43, WELL, false",
        "IGNORE, 63, WELL, false",
        "IGNORE, 141, WELL, false",
        "CONTACT_SUPPORT, 61, SUSPECT, false"
    })
    void aNumberWeighsWhatTheCatalogueSays(String action, int number, State weight, boolean stays) {
        Verdict verdict = Xids.verdict(number, "text", 1);
        assertThat(verdict.weight()).as(action).isEqualTo(weight);
        assertThat(verdict.stays()).as(action).isEqualTo(stays);
    }
}
