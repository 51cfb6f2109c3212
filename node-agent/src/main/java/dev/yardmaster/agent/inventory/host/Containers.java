package dev.yardmaster.agent.inventory.host;

import dev.yardmaster.agent.inventory.probe.Sight;
import dev.yardmaster.agent.inventory.tool.HostFiles;
import dev.yardmaster.agent.inventory.tool.Tools;
import dev.yardmaster.agent.platform.Json;
import dev.yardmaster.contract.node.HostFacts.ContainerRuntime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Container runtimes that answer, and how each hands out accelerators. A socket that nobody may open is a note. */
public record Containers(HostFiles files, Tools tools, Optional<String> userRuntimeDirectory) {
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final List<String> NERDCTL = List.of("nerdctl", "info", "--format", "{{json .}}");
    private static final List<String> SPEC_DIRECTORIES = List.of("/etc/cdi", "/var/run/cdi", "/run/cdi");
    private static final List<String> DEVICE_RUNTIMES = List.of("nvidia", "ascend", "amd", "habana");

    public Sight<List<ContainerRuntime>> look() {
        List<ContainerRuntime> found = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        ask("docker", List.of("/var/run/docker.sock", "/run/docker.sock"), found, notes);
        List<String> podman = new ArrayList<>(List.of("/run/podman/podman.sock"));
        userRuntimeDirectory.ifPresent(d -> podman.add(d + "/podman/podman.sock"));
        ask("podman", podman, found, notes);
        nerdctl(found, notes);
        return new Sight<>(found, notes);
    }

    private void ask(String name, List<String> sockets, List<ContainerRuntime> found, List<String> notes) {
        Optional<String> socket = sockets.stream().filter(files::exists).findFirst();
        if (socket.isEmpty()) {
            return;
        }
        try {
            JsonNode version = Json.mapper().readTree(UnixHttp.get(files.at(socket.get()), "/version", LIMIT));
            JsonNode info = Json.mapper().readTree(UnixHttp.get(files.at(socket.get()), "/info", LIMIT));
            boolean reads = !info.path("CDISpecDirs").isEmpty() || name.equals("podman");
            found.add(new ContainerRuntime(
                    name, version.path("Version").asString(""), devices(reads, info.path("Runtimes"))));
        } catch (IOException | JacksonException e) {
            notes.add(name + " at " + socket.get() + ": " + firstLine(e));
        }
    }

    private void nerdctl(List<ContainerRuntime> found, List<String> notes) {
        switch (tools.run(NERDCTL)) {
            case Tools.Result.Absent _ -> {}
            case Tools.Result.Failed(String why, int _, String _) -> notes.add(why);
            case Tools.Result.Hung(String why) -> notes.add(why);
            case Tools.Result.Output(String text) -> {
                try {
                    JsonNode info = Json.mapper().readTree(text);
                    found.add(new ContainerRuntime(
                            "nerdctl", info.path("ServerVersion").asString(""), devices(true, info.path("Runtimes"))));
                } catch (JacksonException e) {
                    notes.add("nerdctl: " + firstLine(e));
                }
            }
        }
    }

    private List<String> devices(boolean readsSpecs, JsonNode runtimes) {
        Set<String> ways = new LinkedHashSet<>();
        if (readsSpecs
                && SPEC_DIRECTORIES.stream().anyMatch(d -> !files.names(d).isEmpty())) {
            ways.add("cdi");
        }
        for (String runtime : runtimes.propertyNames()) {
            DEVICE_RUNTIMES.stream()
                    .filter(runtime.toLowerCase(Locale.ROOT)::startsWith)
                    .forEach(ways::add);
        }
        return List.copyOf(ways);
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
