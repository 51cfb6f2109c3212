package dev.yardmaster.cli.document;

import static dev.yardmaster.cli.output.Words.age;
import static dev.yardmaster.cli.output.Words.bytes;

import dev.yardmaster.cli.api.Api;
import dev.yardmaster.cli.api.ApiException;
import dev.yardmaster.cli.api.Json;
import dev.yardmaster.cli.output.Table;
import dev.yardmaster.cli.output.Words;
import dev.yardmaster.contract.agent.StoreObservation;
import dev.yardmaster.contract.catalog.Adapter;
import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.deployment.Deployment;
import dev.yardmaster.contract.deployment.Instance;
import dev.yardmaster.contract.deployment.InstanceReadings;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.contract.deployment.Load;
import dev.yardmaster.contract.deployment.Progress;
import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.contract.event.Event;
import dev.yardmaster.contract.node.Accelerator;
import dev.yardmaster.contract.node.Inventory;
import dev.yardmaster.contract.node.Node;
import dev.yardmaster.contract.runtime.Runtime;
import dev.yardmaster.contract.runtime.RuntimeChoice;
import dev.yardmaster.contract.weights.NodeWeights;
import dev.yardmaster.contract.weights.Prefetch;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Everything about one thing, in paragraphs. */
record Description(Api api, PrintStream out, Instant now) {

    void model(String name) {
        Model model = api.get("models/" + name, Model.class);
        head("Model", model.metadata());
        line("Source", model.spec().source());
        line("Commit", model.status().commit());
        line("Format", model.status().format() + ", " + bytes(model.status().bytes()));
        FactLines.of(model.status().facts()).forEach(this::line);
        Map<String, String> derived = FactLines.of(model.status().derived());
        FactLines.of(model.spec().facts().orElse(ModelFacts.UNKNOWN))
                .forEach((label, stated) -> line(
                        "Stated",
                        label.toLowerCase(Locale.ROOT) + " " + stated + "; its files say "
                                + derived.getOrDefault(label, "nothing")));
        model.status().notes().forEach(n -> line("Note", n));
        section("Files", files(model.status().files()));
        runtimes(name);
        weights("models/" + name);
        events("Model", name);
    }

    /** Those that would serve it on the nodes that there are, the best first. */
    private void runtimes(String model) {
        out.println();
        try {
            Verdicts.runtimes(api.get("models/" + model + "/runtimes", RuntimeChoice.class), out);
        } catch (ApiException.Refused e) {
            out.println("Runtime: none. " + e.problem().detail());
        }
    }

    void adapter(String name) {
        Adapter adapter = api.get("adapters/" + name, Adapter.class);
        head("Adapter", adapter.metadata());
        line("Source", adapter.spec().source());
        line("Base", adapter.spec().base());
        line("Commit", adapter.status().commit());
        line("Format", adapter.status().format() + ", " + bytes(adapter.status().bytes()));
        FactLines.of(adapter.status().facts()).forEach(this::line);
        adapter.status().notes().forEach(n -> line("Note", n));
        section("Files", files(adapter.status().files()));
        weights("adapters/" + name);
        events("Adapter", name);
    }

    private static Table files(List<ModelFile> files) {
        Table table = new Table(List.of("FILE", "SIZE", "SHA-256"));
        for (ModelFile file : files) {
            String digest = Stream.of(file.sha256(), file.pin())
                    .filter(d -> !d.isEmpty())
                    .findFirst()
                    .orElse("-");
            table.row(List.of(file.path(), bytes(file.size()), digest));
        }
        return table;
    }

    void runtime(String name) {
        Runtime runtime = api.get("runtimes/" + name, Runtime.class);
        head("Runtime", runtime.metadata());
        RuntimeLines.of(runtime).forEach(this::line);
        events("Runtime", name);
    }

    void prefetch(String name) {
        Prefetch prefetch = api.get("prefetches/" + name, Prefetch.class);
        head("Prefetch", prefetch.metadata());
        prefetch.spec().model().ifPresent(m -> line("Model", m));
        prefetch.spec().adapter().ifPresent(a -> line("Adapter", a));
        Map<String, String> labels = prefetch.spec().nodeLabels();
        line("Nodes", labels.isEmpty() ? "all" : "with " + Words.pairs(labels));
        line(
                "Held",
                "on " + prefetch.status().held() + " of " + prefetch.status().wanted());
        section("Weights", Tables.weights(prefetch.status().nodes(), now));
        events("Prefetch", name);
    }

    private void weights(String of) {
        List<NodeWeights> weights = Listing.all(api, of + "/weights", Map.of()).stream()
                .map(n -> Json.MAPPER.treeToValue(n, NodeWeights.class))
                .toList();
        section("Weights", Tables.weights(weights, now));
    }

    void deployment(String name) {
        Deployment deployment = api.get("deployments/" + name, Deployment.class);
        head("Deployment", deployment.metadata());
        Deployment.Status status = deployment.status();
        line("Model", deployment.spec().model());
        line("Phase", status.phase() + ": " + status.sentence());
        line("Instances", status.ready() + " ready, " + status.wanted() + " wanted, " + status.total() + " in all");
        line("Revision", String.valueOf(status.revision()));
        Map<String, String> labels = deployment.spec().placement().nodeLabels();
        if (!labels.isEmpty()) {
            line("Node labels", Words.pairs(labels));
        }
        List<Instance> instances = Listing.all(api, Resource.INSTANCE, Map.of("deployment", name), Instance.class);
        section("Instances", Tables.instances(instances, now));
        events("Deployment", name);
    }

    void instance(String id) {
        Instance instance = api.get("instances/" + id, Instance.class);
        line("Instance", instance.id());
        line("Deployment", instance.deployment() + ", revision " + instance.revision());
        line(
                "State",
                instance.condition().state() + " since " + instance.condition().since());
        line("Why", instance.condition().reason() + ": " + instance.condition().sentence());
        line("Node", instance.node().orElse("not placed"));
        line("Endpoint", instance.endpoint().orElse("none"));
        instance.progress().ifPresent(p -> progress(instance, p));
        instance.load().ifPresent(this::load);
        line("Restarts", String.valueOf(instance.restarts()));
        InstanceReadings readings = api.get("instances/" + id + "/readings", InstanceReadings.class);
        ReadingLines.of(readings).forEach(this::line);
        if (!readings.adapters().isEmpty()) {
            section("Adapters", ReadingLines.adapters(readings.adapters()));
        }
        if (!instance.devices().isEmpty()) {
            section("Devices", DeviceLines.instance(instance.devices()));
        }
        events("Instance", id);
    }

    private void progress(Instance instance, Progress progress) {
        boolean fetched = instance.condition().state() == InstanceState.PREFETCHING;
        String percent = progress.percent() + " %";
        line(
                fetched ? "Fetched" : "Progress",
                fetched ? bytes(progress.done()) + " of " + bytes(progress.total()) + ", " + percent : percent);
    }

    private void load(Load load) {
        line(
                "Load",
                load.running().map(String::valueOf).orElse("?") + " running, "
                        + load.waiting().map(String::valueOf).orElse("?") + " waiting"
                        + load.kvUse()
                                .map(share -> ", " + Math.round(share * 100) + " % of the KV cache")
                                .orElse(""));
    }

    void node(String name) {
        Node node = api.get("nodes/" + name, Node.class);
        Inventory inventory = node.inventory();
        line("Node", node.name());
        line("State", node.state() + (node.cordoned() ? ", cordoned" : "") + ": " + node.sentence());
        line("Labels", node.labels().isEmpty() ? "none" : Words.pairs(node.labels()));
        line("Joined", node.joinedAt() + ", lease until " + node.leaseUntil());
        line(
                "Agent",
                node.agentVersion() + ", assignment " + node.observedVersion() + " of " + node.assignmentVersion());
        line("System", inventory.operatingSystem() + ", " + inventory.architecture());
        line("CPU", inventory.cpuModel() + ", " + inventory.cpuCores() + " cores");
        line("Memory", bytes(inventory.memoryAvailableBytes()) + " free of " + bytes(inventory.memoryBytes()));
        line("Disk", bytes(inventory.weightsBytesFree()) + " free of " + bytes(inventory.weightsBytesTotal()));
        DeviceLines.of(inventory.host()).forEach(this::line);
        inventory.notes().forEach(n -> line("Note", n));
        store(api.get("nodes/" + name + "/store", StoreObservation.class));
        devices(inventory.accelerators());
        weights("nodes/" + name);
        events("Node", name);
    }

    private void devices(List<Accelerator> devices) {
        if (!devices.isEmpty()) {
            section("Devices", DeviceLines.table(devices));
        }
        if (devices.stream().anyMatch(d -> !d.health().signs().isEmpty())) {
            section("Signs", DeviceLines.signs(devices, now));
        }
    }

    private void store(StoreObservation store) {
        if (!store.equals(StoreObservation.EMPTY)) {
            String quota = store.quotaBytes() > 0 ? " of " + bytes(store.quotaBytes()) : "";
            line(
                    "Weights",
                    bytes(store.usedBytes()) + quota + ", " + bytes(store.evictableBytes()) + " needed by nobody");
        }
    }

    private void head(String kind, Metadata metadata) {
        line(kind, metadata.name());
        if (!metadata.labels().isEmpty()) {
            line("Labels", Words.pairs(metadata.labels()));
        }
        metadata.createdAt().ifPresent(t -> line("Created", t + ", " + age(t, now) + " ago"));
    }

    private void events(String kind, String name) {
        List<Event> events = Listing.all(api, Resource.EVENT, Map.of("kind", kind, "name", name), Event.class);
        Table table = new Table(List.of("AGE", "SEVERITY", "REASON", "WHAT"));
        events.forEach(e -> table.row(List.of(age(e.at(), now), e.severity().name(), e.reason(), e.sentence())));
        section("Events", table);
    }

    private void line(String label, String text) {
        out.printf("%-12s %s%n", label, text);
    }

    private void section(String title, Table table) {
        out.println();
        out.println(title);
        table.print(out);
    }
}
