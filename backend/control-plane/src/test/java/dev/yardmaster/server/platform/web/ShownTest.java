package dev.yardmaster.server.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShownTest {
    private static final String TRAIN = "\uD83D\uDE82";

    @Test
    void charactersOfTwoHalvesCountOnce() {
        assertThat(Shown.text(TRAIN.repeat(60), 70)).isEqualTo(TRAIN.repeat(60));
        assertThat(Shown.text(TRAIN.repeat(71), 70)).isEqualTo(TRAIN.repeat(70) + "...");
        assertThat(Shown.text("abc", 2)).isEqualTo("ab...");
    }

    @Test
    void whatCannotBeSeenIsAQuestionMark() {
        assertThat(Shown.text("a\u0000\u202Eb\uD83D", 70)).isEqualTo("a??b?");
    }
}
