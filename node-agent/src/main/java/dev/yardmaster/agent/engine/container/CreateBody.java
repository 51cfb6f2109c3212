package dev.yardmaster.agent.engine.container;

import dev.yardmaster.agent.engine.container.ContainerSpec.Mount;
import dev.yardmaster.agent.platform.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A container in the words of the Engine API. */
final class CreateBody {
    private static final String LOG_SIZE = "16m";

    private CreateBody() {}

    static String of(ContainerSpec spec) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("Image", spec.image());
        if (!spec.entrypoint().isEmpty()) {
            body.put("Entrypoint", spec.entrypoint());
        }
        body.put("Cmd", spec.command());
        body.put(
                "Env",
                spec.environment().entrySet().stream()
                        .map(e -> e.getKey() + "=" + e.getValue())
                        .sorted()
                        .toList());
        body.put("Labels", spec.labels());
        if (!spec.user().isEmpty()) {
            body.put("User", spec.user());
        }
        if (!spec.workingDirectory().isEmpty()) {
            body.put("WorkingDir", spec.workingDirectory());
        }
        body.put("Healthcheck", Map.of("Test", List.of("NONE")));
        if (!spec.hostNetwork()) {
            Map<String, Object> exposed = new LinkedHashMap<>();
            spec.ports().stream().sorted().forEach(port -> exposed.put(port + "/tcp", Map.of()));
            body.put("ExposedPorts", exposed);
        }
        body.put("HostConfig", hostConfig(spec));
        return Json.mapper().writeValueAsString(body);
    }

    private static Map<String, Object> hostConfig(ContainerSpec spec) {
        Map<String, Object> host = new LinkedHashMap<>();
        host.put("Mounts", spec.mounts().stream().map(CreateBody::mount).toList());
        host.put("Tmpfs", Map.of(ContainerSpec.TMP, ContainerSpec.TMP_OPTIONS));
        host.put("NetworkMode", spec.hostNetwork() ? "host" : "bridge");
        if (!spec.hostNetwork()) {
            host.put("PortBindings", published(spec));
        }
        host.put("RestartPolicy", Map.of("Name", "no"));
        host.put("Init", true);
        host.put("Privileged", false);
        host.put("CapDrop", List.of("ALL"));
        host.put("SecurityOpt", security(spec));
        host.put("LogConfig", Map.of("Type", "json-file", "Config", Map.of("max-size", LOG_SIZE)));
        host.put("Ulimits", limits(spec));
        host.put("PidsLimit", ContainerSpec.MOST_PROCESSES);
        if (spec.sharedMemoryBytes() > 0) {
            host.put("ShmSize", spec.sharedMemoryBytes());
        }
        if (spec.bounds().memoryBytes() > 0) {
            host.put("Memory", spec.bounds().memoryBytes());
            host.put("MemorySwap", spec.bounds().memoryBytes());
        }
        if (!spec.bounds().cpus().isEmpty()) {
            host.put("CpusetCpus", spec.bounds().cpus());
        }
        devices(spec.devices(), host);
        return host;
    }

    private static Map<String, Object> mount(Mount mount) {
        return Map.of(
                "Type", "bind",
                "Source", mount.source().toString(),
                "Target", mount.target(),
                "ReadOnly", mount.readOnly());
    }

    private static Map<String, Object> published(ContainerSpec spec) {
        Map<String, Object> bindings = new LinkedHashMap<>();
        spec.ports().stream()
                .sorted()
                .forEach(port -> bindings.put(
                        port + "/tcp", List.of(Map.of("HostIp", spec.host(), "HostPort", Integer.toString(port)))));
        return bindings;
    }

    private static List<String> security(ContainerSpec spec) {
        return spec.unlabelled() ? List.of("no-new-privileges", "label=disable") : List.of("no-new-privileges");
    }

    private static List<Map<String, Object>> limits(ContainerSpec spec) {
        List<Map<String, Object>> limits = new ArrayList<>();
        limits.add(limit("core", 0));
        spec.limits().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(e -> !e.getKey().equals("core"))
                .forEach(e -> limits.add(limit(e.getKey(), e.getValue())));
        return limits;
    }

    private static Map<String, Object> limit(String name, long value) {
        return Map.of("Name", name, "Soft", value, "Hard", value);
    }

    private static void devices(DeviceAccess devices, Map<String, Object> host) {
        List<Map<String, Object>> requests = new ArrayList<>();
        if (!devices.cdi().isEmpty()) {
            requests.add(Map.of("Driver", "cdi", "DeviceIDs", devices.cdi()));
        }
        if (!devices.gpus().isEmpty()) {
            requests.add(Map.of("DeviceIDs", devices.gpus(), "Capabilities", List.of(List.of("gpu"))));
        }
        if (!requests.isEmpty()) {
            host.put("DeviceRequests", requests);
        }
        if (!devices.nodes().isEmpty()) {
            host.put(
                    "Devices",
                    devices.nodes().stream()
                            .map(node ->
                                    Map.of("PathOnHost", node, "PathInContainer", node, "CgroupPermissions", "rwm"))
                            .toList());
        }
        if (!devices.groups().isEmpty()) {
            host.put("GroupAdd", devices.groups());
        }
    }
}
