package dev.yardmaster.server.catalog.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.yardmaster.server.support.ServerTest;
import dev.yardmaster.server.support.TestClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/**
 * The real {@code huggingface_hub}, where {@code python3} has it ({@code PYTHONPATH} counts); skipped elsewhere. By Git
 * LFS, as its other way of uploading needs a storage of its own kind.
 */
@ServerTest
@TestPropertySource(properties = "yard.hub.part=256KB")
class PythonUploadTest {
    @Autowired
    TestClient server;

    @TempDir
    Path home = Path.of("");

    private record Run(int status, String output) {}

    private static Run python(Map<String, String> environment, String... arguments) throws Exception {
        List<String> command =
                Stream.concat(Stream.of("python3"), Stream.of(arguments)).toList();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Run(process.exitValue(), output);
    }

    private static boolean hasClient() throws Exception {
        try {
            return python(Map.of(), "-c", "import huggingface_hub").status() == 0;
        } catch (IOException noPython) {
            return false;
        }
    }

    private String script() throws IOException {
        try (var in = PythonUploadTest.class.getResourceAsStream("/hub_upload.py")) {
            return Files.write(home.resolve("upload.py"), in.readAllBytes()).toString();
        }
    }

    @Test
    void everythingThatItDoes() throws Exception {
        assumeTrue(hasClient(), "python3 has no huggingface_hub");
        Map<String, String> environment = Map.of(
                "HF_ENDPOINT",
                server.baseUrl() + "/hub",
                "HF_TOKEN",
                server.adminToken(),
                "HF_HOME",
                home.toString(),
                "HF_HUB_DISABLE_XET",
                "1",
                "HF_HUB_DISABLE_TELEMETRY",
                "1",
                "HF_HUB_DISABLE_PROGRESS_BARS",
                "1");
        Run run = python(environment, script(), "python/upload");
        assertThat(run.output()).contains("all as expected");
        assertThat(run.status()).isZero();
    }
}
