package dev.yardmaster.agent.engine.container;

import dev.yardmaster.agent.platform.Json;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** What {@code POST /containers/create} takes, from the API's documentation (1.44); what it does not know is an error. */
final class StrictBody {
    private static final Predicate<JsonNode> TEXT = JsonNode::isString;
    private static final Predicate<JsonNode> NUMBER = JsonNode::isIntegralNumber;
    private static final Predicate<JsonNode> FLAG = JsonNode::isBoolean;
    private static final Predicate<JsonNode> TEXTS =
            n -> n.isArray() && n.values().stream().allMatch(JsonNode::isString);
    private static final Predicate<JsonNode> WORDS = n ->
            n.isObject() && n.properties().stream().allMatch(e -> e.getValue().isString());
    private static final Predicate<JsonNode> PORTS = n ->
            n.isObject() && n.properties().stream().allMatch(e -> e.getKey().matches("[0-9]+/(tcp|udp|sctp)"));

    private static final Map<String, Predicate<JsonNode>> TOP = Map.of(
            "Image", TEXT,
            "Entrypoint", TEXTS,
            "Cmd", TEXTS,
            "Env",
                    n -> TEXTS.test(n)
                            && n.values().stream().allMatch(v -> v.asString().matches("[^=]+=.*")),
            "Labels", WORDS,
            "User", TEXT,
            "WorkingDir", n -> n.isString() && n.asString().startsWith("/"),
            "Healthcheck", n -> n.size() == 1 && TEXTS.test(n.path("Test")),
            "ExposedPorts", PORTS,
            "HostConfig", JsonNode::isObject);

    private static final Map<String, Predicate<JsonNode>> HOST = Map.ofEntries(
            Map.entry("Mounts", n -> each(n, StrictBody::mount)),
            Map.entry("Tmpfs", WORDS),
            Map.entry("NetworkMode", n -> Set.of("bridge", "host", "none").contains(n.asString(""))),
            Map.entry(
                    "PortBindings",
                    n -> PORTS.test(n) && n.values().stream().allMatch(list -> each(list, StrictBody::binding))),
            Map.entry(
                    "RestartPolicy",
                    n -> n.size() == 1 && n.path("Name").asString("").equals("no")),
            Map.entry("Init", FLAG),
            Map.entry("Privileged", n -> n.isBoolean() && !n.asBoolean()),
            Map.entry("CapDrop", TEXTS),
            Map.entry("SecurityOpt", TEXTS),
            Map.entry(
                    "LogConfig", n -> n.path("Type").asString("").equals("json-file") && WORDS.test(n.path("Config"))),
            Map.entry("Ulimits", n -> each(n, StrictBody::ulimit)),
            Map.entry("PidsLimit", NUMBER),
            Map.entry("ShmSize", NUMBER),
            Map.entry("Memory", NUMBER),
            Map.entry("MemorySwap", NUMBER),
            Map.entry("CpusetCpus", TEXT),
            Map.entry("DeviceRequests", n -> each(n, StrictBody::request)),
            Map.entry("Devices", n -> each(n, StrictBody::device)),
            Map.entry("GroupAdd", TEXTS));

    private StrictBody() {}

    private static boolean each(JsonNode list, Predicate<JsonNode> one) {
        return list.isArray() && list.values().stream().allMatch(one);
    }

    private static boolean has(JsonNode node, Map<String, Predicate<JsonNode>> members) {
        return node.isObject()
                && node.properties().stream()
                        .allMatch(e -> members.containsKey(e.getKey())
                                && members.get(e.getKey()).test(e.getValue()));
    }

    private static boolean mount(JsonNode mount) {
        return mount.path("Type").asString("").equals("bind")
                && has(mount, Map.of("Type", TEXT, "Source", TEXT, "Target", TEXT, "ReadOnly", FLAG));
    }

    private static boolean binding(JsonNode binding) {
        return has(binding, Map.of("HostIp", TEXT, "HostPort", TEXT));
    }

    private static boolean ulimit(JsonNode limit) {
        return limit.size() == 3 && has(limit, Map.of("Name", TEXT, "Soft", NUMBER, "Hard", NUMBER));
    }

    private static boolean request(JsonNode request) {
        boolean cdi = request.path("Driver").asString("").equals("cdi") && !request.has("Capabilities");
        boolean gpu = !request.has("Driver") && each(request.path("Capabilities"), TEXTS);
        return (cdi || gpu)
                && has(request, Map.of("Driver", TEXT, "DeviceIDs", TEXTS, "Capabilities", JsonNode::isArray));
    }

    private static boolean device(JsonNode device) {
        return device.size() == 3
                && has(device, Map.of("PathOnHost", TEXT, "PathInContainer", TEXT, "CgroupPermissions", TEXT));
    }

    /** What is wrong with it. */
    static Optional<String> refusal(String body) {
        JsonNode root = Json.mapper().readTree(body);
        for (String required : Set.of("Image", "HostConfig")) {
            if (!root.has(required)) {
                return Optional.of(required + " is missing");
            }
        }
        return wrong(root, TOP).or(() -> wrong(root.path("HostConfig"), HOST));
    }

    private static Optional<String> wrong(JsonNode node, Map<String, Predicate<JsonNode>> members) {
        return node.properties().stream()
                .filter(e -> !members.containsKey(e.getKey())
                        || !members.get(e.getKey()).test(e.getValue()))
                .findFirst()
                .map(e -> "invalid member " + e.getKey() + ": " + e.getValue());
    }
}
