package dev.yardmaster.agent.engine.container;

import dev.yardmaster.agent.engine.container.ContainerProblem.Kind;
import dev.yardmaster.agent.platform.Json;
import dev.yardmaster.contract.deployment.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The lines that tell of a pull: how far each layer is, and in the end what went wrong, which no status does. */
final class PullStream {
    private final Consumer<Progress> progress;
    private final Map<String, Progress> layers = new HashMap<>();

    PullStream(Consumer<Progress> progress) {
        this.progress = progress;
    }

    void read(InputStream in) throws IOException, ContainerProblem {
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isBlank()) {
                take(parse(line));
            }
        }
    }

    private static JsonNode parse(String line) throws IOException {
        try {
            return Json.mapper().readTree(line);
        } catch (JacksonException e) {
            throw new IOException("a pull's line is not JSON", e);
        }
    }

    private void take(JsonNode line) throws ContainerProblem {
        String error = line.path("errorDetail")
                .path("message")
                .asString(line.path("error").asString(""));
        if (!error.isEmpty()) {
            throw ContainerProblem.said(Kind.FAILED, error);
        }
        String layer = line.path("id").asString("");
        long total = line.path("progressDetail").path("total").asLong(0);
        switch (line.path("status").asString("")) {
            case "Downloading" -> {
                if (total > 0) {
                    layers.put(
                            layer,
                            new Progress(
                                    line.path("progressDetail").path("current").asLong(0), total));
                }
            }
            case "Download complete", "Pull complete" ->
                layers.computeIfPresent(layer, (_, p) -> new Progress(p.total(), p.total()));
            default -> {
                return;
            }
        }
        progress.accept(layers.values().stream()
                .reduce(new Progress(0, 0), (a, b) -> new Progress(a.done() + b.done(), a.total() + b.total())));
    }
}
