package dev.yardmaster.ui.fake;

import dev.yardmaster.contract.access.ApiKey;
import dev.yardmaster.contract.access.ApiKeys;
import dev.yardmaster.contract.access.CreatedApiKey;
import dev.yardmaster.contract.access.NewApiKey;
import dev.yardmaster.contract.agent.LogLine;
import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.Models;
import dev.yardmaster.contract.deployment.Deployment;
import dev.yardmaster.contract.deployment.Deployments;
import dev.yardmaster.contract.deployment.Instance;
import dev.yardmaster.contract.deployment.InstanceReadings;
import dev.yardmaster.contract.deployment.PlacementVerdict;
import dev.yardmaster.contract.deployment.Revision;
import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.contract.node.Node;
import dev.yardmaster.contract.node.Nodes;
import dev.yardmaster.contract.problem.ProblemException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/** One control plane in memory. What a test wants refused, it says with {@link #refuseNext}. */
public final class FakeYard {
    public final Clock clock;
    public final FakeEvents events;
    public final FakeDocuments documents = new FakeDocuments(this);
    public final FakePlayground playground = new FakePlayground(this);
    public final FakeLibrary library = new FakeLibrary(this);
    public final FakeCatalog catalog = new FakeCatalog(this);
    public final Map<String, Model> models = new ConcurrentSkipListMap<>();
    public final Map<String, Deployment> deployments = new ConcurrentSkipListMap<>();
    public final Map<String, Instance> instances = new ConcurrentSkipListMap<>();
    public final Map<String, Node> nodes = new ConcurrentSkipListMap<>();
    public final Map<String, List<Revision>> revisions = new ConcurrentSkipListMap<>();
    public final Map<String, List<PlacementVerdict>> verdicts = new ConcurrentSkipListMap<>();
    public final Map<String, InstanceReadings> readings = new ConcurrentSkipListMap<>();
    public final Map<String, List<LogLine>> logs = new ConcurrentSkipListMap<>();
    public final Map<String, ApiKey> keys = new ConcurrentSkipListMap<>();
    /** What was called, for instance {@code scale chat 3}. */
    public final List<String> calls = new CopyOnWriteArrayList<>();

    private final AtomicReference<Optional<RuntimeException>> refusal = new AtomicReference<>(Optional.empty());

    public FakeYard(Clock clock) {
        this.clock = clock;
        this.events = new FakeEvents(clock);
    }

    public void refuseNext(RuntimeException problem) {
        refusal.set(Optional.of(problem));
    }

    void called(String what) {
        calls.add(what);
        refusal.getAndSet(Optional.empty()).ifPresent(e -> {
            throw e;
        });
    }

    public void put(Model model) {
        models.put(model.name(), model);
        events.changed("Model", model.name());
    }

    public void put(Deployment deployment) {
        deployments.put(deployment.name(), deployment);
        events.changed("Deployment", deployment.name());
    }

    public void put(Instance instance) {
        instances.put(instance.id(), instance);
        events.changed("Instance", instance.id());
    }

    public void put(Node node) {
        nodes.put(node.name(), node);
        events.changed("Node", node.name());
    }

    public final Models modelService = new Models() {
        @Override
        public List<Model> list() {
            called("models");
            return List.copyOf(models.values());
        }

        @Override
        public Optional<Model> find(String name) {
            return Optional.ofNullable(models.get(name));
        }
    };

    public final Nodes nodeService = new Nodes() {
        @Override
        public List<Node> list() {
            return List.copyOf(nodes.values());
        }

        @Override
        public Optional<Node> find(String name) {
            return Optional.ofNullable(nodes.get(name));
        }

        @Override
        public Node cordon(String name, boolean cordoned) {
            called("cordon " + name + " " + cordoned);
            Node now = cordoned(find(name).orElseThrow(() -> ProblemException.notFound("node", name)), cordoned);
            put(now);
            return now;
        }

        @Override
        public Node release(String name, String device) {
            called("release " + name + " " + device);
            return find(name).orElseThrow(() -> ProblemException.notFound("node", name));
        }

        @Override
        public void forget(String name) {
            called("forget " + name);
            nodes.remove(name);
            events.changed("Node", name);
        }
    };

    public final Deployments deploymentService = new Deployments() {
        @Override
        public List<Deployment> list() {
            return List.copyOf(deployments.values());
        }

        @Override
        public Optional<Deployment> find(String name) {
            return Optional.ofNullable(deployments.get(name));
        }

        @Override
        public List<Revision> revisions(String deployment) {
            called("revisions " + deployment);
            return revisions.getOrDefault(deployment, List.of());
        }

        @Override
        public List<Instance> instances(String deployment) {
            return allInstances().stream()
                    .filter(i -> i.deployment().equals(deployment))
                    .toList();
        }

        @Override
        public List<Instance> allInstances() {
            return List.copyOf(instances.values());
        }

        @Override
        public Optional<Instance> instance(String id) {
            return Optional.ofNullable(instances.get(id));
        }

        @Override
        public InstanceReadings readings(String id) {
            called("readings " + id);
            return Optional.ofNullable(readings.get(id)).orElseThrow(() -> ProblemException.notFound("instance", id));
        }

        @Override
        public Deployment scale(String name, int replicas) {
            called("scale " + name + " " + replicas);
            if (replicas < 0 || replicas > 64) {
                throw ProblemException.invalid("replicas", replicas + " is out of range", "expected 0 to 64");
            }
            Deployment was = find(name).orElseThrow(() -> ProblemException.notFound("deployment", name));
            Deployment.Status s = was.status();
            Deployment now = new Deployment(
                    was.apiVersion(),
                    was.kind(),
                    was.metadata(),
                    was.spec().withReplicas(replicas),
                    new Deployment.Status(s.phase(), s.revision(), s.ready(), replicas, s.total(), s.sentence()));
            put(now);
            return now;
        }

        @Override
        public List<PlacementVerdict> explain(String deployment) {
            called("explain " + deployment);
            return verdicts.getOrDefault(deployment, List.of());
        }

        @Override
        public List<LogLine> logs(String instanceId, int max) {
            called("logs " + instanceId);
            List<LogLine> lines = logs.getOrDefault(instanceId, List.of());
            return List.copyOf(lines.subList(Math.max(0, lines.size() - max), lines.size()));
        }
    };

    public final ApiKeys keyService = new ApiKeys() {
        @Override
        public List<ApiKey> list() {
            return List.copyOf(keys.values());
        }

        @Override
        public CreatedApiKey create(NewApiKey wanted) {
            called("create key " + wanted.name() + " " + new java.util.TreeSet<>(wanted.scopes()));
            if (wanted.name().isBlank()) {
                throw ProblemException.invalid("name", "it is empty", "expected a name for people");
            }
            ApiKey key = new ApiKey(
                    "k" + String.format(java.util.Locale.ROOT, "%09d", keys.size() + 1),
                    wanted.name(),
                    Metadata.DEFAULT_PROJECT,
                    wanted.scopes(),
                    clock.instant(),
                    wanted.expiresIn().map(d -> clock.instant().plus(d)),
                    Optional.empty());
            keys.put(key.id(), key);
            events.changed("ApiKey", key.id());
            return new CreatedApiKey(key, "yk_" + key.id() + "_not-a-real-secret");
        }

        @Override
        public void revoke(String id) {
            called("revoke " + id);
            keys.remove(id);
            events.changed("ApiKey", id);
        }
    };

    public void change(String instance, UnaryOperator<Instance> how) {
        Optional.ofNullable(instances.get(instance)).map(how).ifPresent(this::put);
    }

    public void log(String instance, String text) {
        List<LogLine> lines = new ArrayList<>(logs.getOrDefault(instance, List.of()));
        lines.add(new LogLine(lines.size(), clock.instant(), text));
        logs.put(instance, lines);
    }

    static Node cordoned(Node n, boolean cordoned) {
        return new Node(
                n.name(),
                new TreeMap<>(n.labels()),
                n.state(),
                n.sentence(),
                cordoned,
                n.joinedAt(),
                n.leaseUntil(),
                n.agentVersion(),
                n.assignmentVersion(),
                n.observedVersion(),
                n.inventory());
    }
}
