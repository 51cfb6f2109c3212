package dev.yardmaster.server.catalog.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.contract.problem.FieldProblem;
import dev.yardmaster.contract.problem.ProblemException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileSelectionTest {
    private static final List<ModelFile> FILES = files(
            "README.md", "adapters/json/lora.gguf", "config.json", "model.safetensors", "tiny.gguf", "tokenizer.json");

    private static List<ModelFile> files(String... paths) {
        return Stream.of(paths).map(p -> new ModelFile(p, 1, "")).toList();
    }

    private static List<String> select(String pattern, List<String> include, List<String> exclude) {
        return FileSelection.parse(Optional.of(pattern).filter(p -> !p.isEmpty()), include, exclude).of(FILES).stream()
                .map(ModelFile::path)
                .toList();
    }

    private static FieldProblem refusal(String pattern, List<String> include, List<String> exclude) {
        return catchThrowableOfType(ProblemException.class, () -> select(pattern, include, exclude))
                .errors()
                .getFirst();
    }

    @Test
    void everythingWhereNothingIsSaid() {
        assertThat(select("", List.of(), List.of())).hasSize(6);
    }

    @Test
    void patternIncludeAndExcludeNarrowItDown() {
        assertThat(select("*.gguf", List.of(), List.of())).containsExactly("tiny.gguf");
        assertThat(select("", List.of("*.safetensors", "*.json"), List.of("tokenizer*")))
                .containsExactly("config.json", "model.safetensors");
        assertThat(select("", List.of(), List.of("adapters/**", "*.md"))).hasSize(4);
    }

    @Test
    void whateverLeavesNothingIsNamedWithWhatThereIs() {
        FieldProblem source = refusal("*.bin", List.of(), List.of());
        assertThat(source.field()).isEqualTo("spec.source");
        assertThat(source.expected())
                .contains("README.md")
                .contains("tiny.gguf")
                .contains("and 1 more");
        FieldProblem include = refusal("*.json", List.of("*.gguf"), List.of());
        assertThat(include.field()).isEqualTo("spec.include");
        assertThat(include.expected()).isEqualTo("there are config.json, tokenizer.json");
        assertThat(refusal("", List.of(), List.of("**")).field()).isEqualTo("spec.exclude");
    }

    @Test
    void patternsThatAreNoneAreNamed() {
        assertThat(refusal("", List.of("*.gguf", "[a"), List.of()).field()).isEqualTo("spec.include[1]");
        assertThat(refusal("", List.of(), List.of("/x")).field()).isEqualTo("spec.exclude[0]");
        assertThat(refusal("{a", List.of(), List.of()).field()).isEqualTo("spec.source");
        assertThat(refusal("", Collections.nCopies(101, "a"), List.of()).field())
                .isEqualTo("spec.include");
    }

    @ParameterizedTest
    @CsvSource({
        "tiny.GGUF,GGUF",
        "model.safetensors,SAFETENSORS",
        "config.json,OTHER",
        "tiny.gguf:model.safetensors,GGUF"
    })
    void theFormatFollowsFromTheNames(String paths, ModelFormat format) {
        assertThat(Formats.of(files(paths.split(":")))).isEqualTo(format);
    }
}
