package dev.yardmaster.contract.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFileTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "/etc/passwd", "../x", "a/../b", "a//b", "a/", "./a", "a\\b"})
    void refusesPathsThatCouldLeaveADirectory(String path) {
        assertThatThrownBy(() -> new ModelFile(path, 1, "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesNestedPathsAndOddNames() {
        assertThat(new ModelFile("a/b..c/.hidden", 0, "").path()).isEqualTo("a/b..c/.hidden");
    }
}
