package dev.yardmaster.ui.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FieldLinesTest {
    private static final String TEXT = """
            kind: Model
            metadata:
              name: a
            spec:
              include:
                - x
                - y
            ---
            kind: Deployment
            spec:
              replicas: 99
            """;

    @ParameterizedTest
    @CsvSource({
        "kind, 1",
        "metadata.name, 3",
        "spec.include[1], 7",
        "spec.include[9], 5",
        "spec.missing, 4",
        "[0].metadata.name, 3",
        "[1].spec.replicas, 11",
        "[1].kind, 9"
    })
    void findsTheLineOrItsNearestParent(String path, int line) {
        assertThat(FieldLines.lineOf(TEXT, path)).hasValue(line);
    }

    @ParameterizedTest
    @CsvSource({"[7].kind", "[99999999999].kind"})
    void knowsNothingOfDocumentsThatAreNotThere(String path) {
        assertThat(FieldLines.lineOf(TEXT, path)).isEqualTo(OptionalInt.empty());
    }

    @ParameterizedTest
    @CsvSource({"'a: [1'", "''", "'\t: x'"})
    void survivesTextThatIsNotYaml(String text) {
        assertThat(FieldLines.lineOf(text, "a")).isEqualTo(OptionalInt.empty());
    }
}
