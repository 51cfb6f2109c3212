package dev.yardmaster.contract.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTypeTest {

    @ParameterizedTest
    @EnumSource
    void isAnErrorWithAStableAddress(ProblemType type) {
        assertThat(type.status()).isBetween(400, 599);
        assertThat(type.uri()).matches("https://yardmaster\\.dev/problems/[a-z-]+");
    }

    @Test
    void anExceptionBecomesTheProblemItStandsFor() {
        Problem problem = ProblemException.invalid("spec.replicas", "-1 is negative", "use 0 to 64")
                .problem();
        assertThat(problem.type()).isEqualTo("https://yardmaster.dev/problems/invalid-document");
        assertThat(problem.detail()).isEqualTo("spec.replicas: -1 is negative; use 0 to 64");
        assertThat(problem.errors())
                .containsExactly(new FieldProblem("spec.replicas", "-1 is negative", "use 0 to 64"));
    }
}
