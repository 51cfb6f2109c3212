package dev.yardmaster.systemtests.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The real {@code huggingface_hub}, where {@code python3} has it. */
final class HubClient {
    private static final String FETCH = """
            import sys
            from huggingface_hub import snapshot_download
            snapshot_download(sys.argv[1], revision=sys.argv[2], max_workers=8)
            """;

    private HubClient() {}

    static boolean isHere() throws InterruptedException {
        try {
            return python(Map.of(), "import huggingface_hub") == 0;
        } catch (IOException noPython) {
            return false;
        }
    }

    /** Seconds that fetching the origin's one model takes, the interpreter's start included; it does not verify. */
    static double fetch(URI origin, Path home) throws IOException, InterruptedException {
        Map<String, String> environment = Map.of(
                "HF_ENDPOINT", origin.toString().replaceAll("/$", ""),
                "HF_HOME", home.toString(),
                "HF_HUB_DISABLE_XET", "1",
                "HF_HUB_DISABLE_TELEMETRY", "1",
                "HF_HUB_DISABLE_PROGRESS_BARS", "1");
        long began = System.nanoTime();
        int status = python(environment, FETCH, FileOrigin.ONE_MODEL, FileOrigin.COMMIT);
        if (status != 0) {
            throw new IllegalStateException("huggingface_hub ended with " + status);
        }
        return (System.nanoTime() - began) / 1e9;
    }

    private static int python(Map<String, String> environment, String program, String... arguments)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("python3", "-c", program);
        builder.command().addAll(List.of(arguments));
        builder.environment().putAll(environment);
        return builder.redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
