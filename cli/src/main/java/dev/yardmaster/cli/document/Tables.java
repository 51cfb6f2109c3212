package dev.yardmaster.cli.document;

import static dev.yardmaster.cli.output.Words.age;
import static dev.yardmaster.cli.output.Words.bytes;

import dev.yardmaster.cli.api.Json;
import dev.yardmaster.cli.output.Table;
import dev.yardmaster.cli.output.Words;
import dev.yardmaster.contract.access.ApiKey;
import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.contract.access.SecretInfo;
import dev.yardmaster.contract.catalog.Adapter;
import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.deployment.Deployment;
import dev.yardmaster.contract.deployment.Instance;
import dev.yardmaster.contract.deployment.Load;
import dev.yardmaster.contract.event.Event;
import dev.yardmaster.contract.node.Node;
import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.contract.weights.NodeWeights;
import dev.yardmaster.contract.weights.Prefetch;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** One line per thing, for each kind. */
final class Tables {
    private static final int COMMIT = 12;

    private Tables() {}

    /** @param wide with all columns */
    static Table of(Resource resource, List<JsonNode> things, boolean wide, Instant now) {
        return switch (resource) {
            case MODEL ->
                table(
                        things,
                        Model.class,
                        m -> model(m, now),
                        "NAME",
                        "FORMAT",
                        "PARAMETERS",
                        "QUANT",
                        "CONTEXT",
                        "SIZE",
                        "COMMIT",
                        "AGE",
                        "SOURCE");
            case ADAPTER ->
                table(
                        things,
                        Adapter.class,
                        a -> adapter(a, now),
                        "NAME",
                        "BASE",
                        "RANK",
                        "SIZE",
                        "COMMIT",
                        "AGE",
                        "SOURCE");
            case RUNTIME ->
                table(
                        things,
                        Runtime.class,
                        r -> RuntimeLines.row(r, now),
                        "NAME",
                        "ENGINE",
                        "VERSION",
                        "FORMATS",
                        "HARDWARE",
                        "ORIGIN",
                        "AGE",
                        "DESCRIPTION");
            case PREFETCH -> table(things, Prefetch.class, p -> prefetch(p, now), "NAME", "HELD", "OF", "NODES", "AGE");
            case DEPLOYMENT ->
                table(
                        things,
                        Deployment.class,
                        d -> deployment(d, now),
                        "NAME",
                        "PHASE",
                        "READY",
                        "REVISION",
                        "MODEL",
                        "AGE",
                        "STATUS");
            case INSTANCE -> {
                List<Instance> instances = things.stream()
                        .map(t -> Json.MAPPER.treeToValue(t, Instance.class))
                        .toList();
                yield wide ? wide(instances, now) : instances(instances, now);
            }
            case NODE ->
                table(
                        things,
                        Node.class,
                        n -> node(n, now),
                        "NAME",
                        "STATE",
                        "CORES",
                        "MEMORY",
                        "ACCELERATORS",
                        "AGENT",
                        "AGE",
                        "STATUS");
            case WEIGHTS ->
                weights(
                        things.stream()
                                .map(t -> Json.MAPPER.treeToValue(t, NodeWeights.class))
                                .toList(),
                        now);
            case EVENT -> table(things, Event.class, e -> event(e, now), "AGE", "SEVERITY", "ABOUT", "REASON", "WHAT");
            case API_KEY ->
                table(things, ApiKey.class, k -> key(k, now), "ID", "NAME", "SCOPES", "AGE", "LAST USED", "EXPIRES");
            case SECRET -> table(things, SecretInfo.class, s -> secret(s, now), "NAME", "KEYS", "AGE", "CHANGED");
        };
    }

    /** With what their engines are busy with, and on which devices. */
    private static Table wide(List<Instance> instances, Instant now) {
        Table table = new Table(List.of(
                "ID",
                "REVISION",
                "STATE",
                "REASON",
                "NODE",
                "DEVICES",
                "RUNNING",
                "WAITING",
                "KV",
                "ENDPOINT",
                "RESTARTS",
                "SINCE",
                "STATUS"));
        instances.forEach(i -> table.row(List.of(
                i.id(),
                String.valueOf(i.revision()),
                i.condition().state().name(),
                i.condition().reason().name(),
                i.node().orElse("-"),
                DeviceLines.of(i.devices()),
                i.load().flatMap(Load::running).map(String::valueOf).orElse("-"),
                i.load().flatMap(Load::waiting).map(String::valueOf).orElse("-"),
                i.load()
                        .flatMap(Load::kvUse)
                        .map(share -> Math.round(share * 100) + " %")
                        .orElse("-"),
                i.endpoint().orElse("-"),
                String.valueOf(i.restarts()),
                age(i.condition().since(), now),
                sentence(i))));
        return table;
    }

    static Table instances(List<Instance> instances, Instant now) {
        Table table = new Table(List.of("ID", "REVISION", "STATE", "REASON", "NODE", "RESTARTS", "SINCE", "STATUS"));
        instances.forEach(i -> table.row(List.of(
                i.id(),
                String.valueOf(i.revision()),
                i.condition().state().name(),
                i.condition().reason().name(),
                i.node().orElse("-"),
                String.valueOf(i.restarts()),
                age(i.condition().since(), now),
                sentence(i))));
        return table;
    }

    private static String sentence(Instance i) {
        return i.condition().sentence()
                + i.progress().map(p -> " (" + p.percent() + " %)").orElse("");
    }

    static Table weights(List<NodeWeights> weights, Instant now) {
        Table table = new Table(List.of(
                "NODE", "NAME", "STATE", "DONE", "RATE", "ETA", "FROM SOURCE", "FROM NODES", "SINCE", "FOR", "STATUS"));
        weights.forEach(w -> table.row(List.of(
                w.node(),
                w.name(),
                w.state().name(),
                bytes(w.progress().done()) + " of " + bytes(w.progress().total()),
                w.bytesPerSecond() > 0 ? bytes(w.bytesPerSecond()) + "/s" : "-",
                w.eta().map(Words::span).orElse("-"),
                bytes(w.fromOrigin()),
                bytes(w.fromPeers()),
                age(w.since(), now),
                w.users().isEmpty() ? "nobody" : String.join(", ", w.users()),
                w.sentence())));
        return table;
    }

    private static <T> Table table(
            List<JsonNode> things, Class<T> type, Function<T, List<String>> cells, String... headings) {
        Table table = new Table(List.of(headings));
        things.stream().map(t -> Json.MAPPER.treeToValue(t, type)).map(cells).forEach(table::row);
        return table;
    }

    private static List<String> model(Model model, Instant now) {
        Model.Status status = model.status();
        return List.of(
                model.name(),
                status.format().name(),
                status.facts().parameters().map(FactLines::count).orElse("-"),
                status.facts()
                        .quantization()
                        .map(q -> q.detail().orElse(q.method()))
                        .orElse("-"),
                status.facts().contextLength().map(String::valueOf).orElse("-"),
                bytes(status.bytes()),
                commit(status.commit()),
                model.metadata().createdAt().map(t -> age(t, now)).orElse("-"),
                model.spec().source());
    }

    private static List<String> adapter(Adapter adapter, Instant now) {
        Adapter.Status status = adapter.status();
        return List.of(
                adapter.name(),
                adapter.spec().base(),
                status.facts().rank().map(String::valueOf).orElse("-"),
                bytes(status.bytes()),
                commit(status.commit()),
                adapter.metadata().createdAt().map(t -> age(t, now)).orElse("-"),
                adapter.spec().source());
    }

    private static String commit(String commit) {
        return commit.substring(0, Math.min(COMMIT, commit.length()));
    }

    private static List<String> secret(SecretInfo secret, Instant now) {
        return List.of(
                secret.name(),
                String.join(", ", secret.keys()),
                age(secret.createdAt(), now),
                age(secret.changedAt(), now) + " ago");
    }

    private static List<String> prefetch(Prefetch prefetch, Instant now) {
        return List.of(
                prefetch.name(),
                prefetch.status().held() + "/" + prefetch.status().wanted(),
                prefetch.spec()
                        .model()
                        .map(m -> "model " + m)
                        .or(() -> prefetch.spec().adapter().map(a -> "adapter " + a))
                        .orElse("-"),
                prefetch.spec().nodeLabels().isEmpty()
                        ? "all"
                        : Words.pairs(prefetch.spec().nodeLabels()),
                prefetch.metadata().createdAt().map(t -> age(t, now)).orElse("-"));
    }

    private static List<String> deployment(Deployment deployment, Instant now) {
        Deployment.Status status = deployment.status();
        return List.of(
                deployment.name(),
                status.phase().name(),
                status.ready() + "/" + status.wanted(),
                String.valueOf(status.revision()),
                deployment.spec().model(),
                deployment.metadata().createdAt().map(t -> age(t, now)).orElse("-"),
                status.sentence());
    }

    private static List<String> node(Node node, Instant now) {
        return List.of(
                node.name(),
                node.state().name() + (node.cordoned() ? ", CORDONED" : ""),
                String.valueOf(node.inventory().cpuCores()),
                bytes(node.inventory().memoryBytes()),
                node.inventory().accelerators().isEmpty()
                        ? "-"
                        : node.inventory().accelerators().stream()
                                .map(a -> a.product())
                                .collect(Collectors.joining(", ")),
                node.agentVersion(),
                age(node.joinedAt(), now),
                node.sentence());
    }

    private static List<String> event(Event event, Instant now) {
        return List.of(
                age(event.at(), now),
                event.severity().name(),
                event.kind() + " " + event.name(),
                event.reason(),
                event.sentence());
    }

    private static List<String> key(ApiKey key, Instant now) {
        return List.of(
                key.id(),
                key.name(),
                key.scopes().stream().map(KeyScope::word).sorted().collect(Collectors.joining(",")),
                age(key.createdAt(), now),
                key.lastUsedAt().map(t -> age(t, now) + " ago").orElse("never"),
                key.expiresAt().map(Instant::toString).orElse("never"));
    }
}
