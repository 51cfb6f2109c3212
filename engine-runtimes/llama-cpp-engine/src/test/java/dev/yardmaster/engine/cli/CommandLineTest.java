package dev.yardmaster.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.yardmaster.engine.failure.ExitCode;
import dev.yardmaster.engine.failure.StartFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    @Test
    void hasDefaults() {
        Settings settings = CommandLine.parse(List.of("--model", "/m/tiny.gguf"), Map.of("YARD_HOME", "/y"));
        assertThat(settings.alias()).isEqualTo("tiny");
        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(8081);
        assertThat(settings.parallel()).isEqualTo(8);
        assertThat(settings.queue()).isEqualTo(64);
        assertThat(settings.contextSize()).isEmpty();
        assertThat(settings.threads()).isEmpty();
        assertThat(settings.grace()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.apiKey()).isEmpty();
        assertThat(settings.nativeCache()).isEqualTo(Path.of("/y/engines/native"));
    }

    @Test
    void readsEveryFlag() {
        Settings settings = CommandLine.parse(
                List.of(
                        "--model",
                        "m.gguf",
                        "--alias",
                        "a",
                        "--host",
                        "::1",
                        "--port",
                        "0",
                        "--ctx-size",
                        "512",
                        "--parallel",
                        "4",
                        "--threads",
                        "2",
                        "--queue",
                        "3",
                        "--lora",
                        "x=/l/x.gguf",
                        "--lora",
                        "y=/l/y.gguf",
                        "--lora-root",
                        "/l",
                        "--grace",
                        "5"),
                Map.of("YARD_ENGINE_API_KEY", "secret"));
        assertThat(settings.adapters())
                .containsExactly(
                        new Settings.NamedAdapter("x", Path.of("/l/x.gguf")),
                        new Settings.NamedAdapter("y", Path.of("/l/y.gguf")));
        assertThat(settings.loraRoots()).containsExactly(Path.of("/l"));
        assertThat(settings.contextSize()).hasValue(512);
        assertThat(settings.threads()).hasValue(2);
        assertThat(settings.parallel()).isEqualTo(4);
        assertThat(settings.apiKey()).hasValue("secret");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --port 80                                    | --model
            --model m --port eighty                      | --port
            --model m --port 70000                       | --port
            --model m --ctx-size 0                       | --ctx-size
            --model m --parallel 65                      | --parallel
            --model m --threads 0                        | --threads
            --model m --queue -1                         | --queue
            --model m --frob 1                           | --frob
            --model m --alias                            | --alias
            --model m --alias --port 1                   | --alias
            --model m --model n                          | --model
            --model m --lora x                           | --lora
            --model m --lora a:b=f                       | --lora
            --model m --lora x=f --lora x=g              | --lora
            --model m --alias a:b                        | --alias
            """)
    void refusesNamingTheFlag(String line, String flag) {
        StartFailure failure = catchThrowableOfType(
                StartFailure.class, () -> CommandLine.parse(List.of(line.strip().split(" ")), Map.of()));
        assertThat(failure.exitCode()).isEqualTo(ExitCode.BAD_CONFIGURATION);
        assertThat(failure).hasMessageContaining(flag);
        assertThat(String.valueOf(failure.getMessage())).doesNotContain("\n");
    }

    @Test
    void refusesAnEmptyKeyRatherThanServingEverybody() {
        StartFailure failure = catchThrowableOfType(
                StartFailure.class,
                () -> CommandLine.parse(List.of("--model", "m"), Map.of("YARD_ENGINE_API_KEY", "")));
        assertThat(failure).hasMessageContaining("YARD_ENGINE_API_KEY");
    }
}
