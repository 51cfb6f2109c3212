package dev.yardmaster.engine.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.yardmaster.engine.cli.CommandLine;
import dev.yardmaster.engine.failure.ExitCode;
import dev.yardmaster.engine.failure.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stops an engine between opening its port and being ready. */
class StartTest {
    @TempDir
    Path directory;

    private static StartFailure failure(Path model, String... flags) {
        var arguments = new ArrayList<>(List.of("--model", model.toString(), "--port", "0"));
        arguments.addAll(List.of(flags));
        var settings = CommandLine.parse(arguments, Map.of("YARD_HOME", TestEngine.HOME.toString()));
        try (EngineServer server = EngineServer.start(settings, Throwable::printStackTrace)) {
            Throwable failed = catchThrowableOfType(
                    CompletionException.class, () -> server.ready().join());
            return (StartFailure) Objects.requireNonNull(failed.getCause());
        }
    }

    @Test
    void moreContextThanTheModelWasTrainedFor() {
        StartFailure failure = failure(DemoModels.V1, "--ctx-size", "1024");
        assertThat(failure.exitCode()).isEqualTo(ExitCode.BAD_CONFIGURATION);
        assertThat(failure).hasMessageContainingAll("--ctx-size 1024", "512");
    }

    @Test
    void anAdapterDirectoryThatIsNone() {
        StartFailure failure = failure(DemoModels.V1, "--lora-root", "/no/such/directory");
        assertThat(failure.exitCode()).isEqualTo(ExitCode.BAD_CONFIGURATION);
        assertThat(failure).hasMessageContainingAll("--lora-root", "/no/such/directory");
    }

    @Test
    void aModelThatIsNotThere() {
        StartFailure failure = failure(directory.resolve("none.gguf"));
        assertThat(failure.exitCode()).isEqualTo(ExitCode.BAD_MODEL);
        assertThat(failure).hasMessageContaining("no such file");
    }

    @Test
    void aModelCutOffInTheMiddle() throws IOException {
        byte[] whole = Files.readAllBytes(DemoModels.V1);
        for (int length : List.of(whole.length / 2, 2000, 100)) {
            Path cut = Files.write(directory.resolve("cut.gguf"), Arrays.copyOf(whole, length));
            StartFailure failure = failure(cut);
            assertThat(failure.exitCode()).isEqualTo(ExitCode.BAD_MODEL);
            assertThat(failure).hasMessageContaining("cut.gguf");
        }
    }

    @Test
    void anAdapterOfTheCommandLineThatDoesNotFit() {
        StartFailure failure = failure(DemoModels.V1, "--lora", "x=" + DemoModels.V1);
        assertThat(failure.exitCode()).isEqualTo(ExitCode.BAD_MODEL);
        assertThat(failure).hasMessageContainingAll("--lora", "adapter");
    }

    @Test
    void anAdapterAsAModel() {
        StartFailure failure = failure(DemoModels.JSON_ADAPTER);
        assertThat(failure.exitCode()).isEqualTo(ExitCode.BAD_MODEL);
    }
}
