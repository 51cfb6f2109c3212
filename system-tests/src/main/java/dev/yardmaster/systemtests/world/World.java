package dev.yardmaster.systemtests.world;

import dev.yardmaster.cli.api.Api;
import dev.yardmaster.cli.api.Json;
import dev.yardmaster.cli.demo.DemoModels;
import dev.yardmaster.cli.document.Listing;
import dev.yardmaster.cli.process.Child;
import dev.yardmaster.cli.process.Health;
import dev.yardmaster.cli.process.Installation;
import dev.yardmaster.cli.process.Part;
import dev.yardmaster.cli.process.Site;
import dev.yardmaster.cli.process.SiteKeys;
import dev.yardmaster.cli.process.SiteSettings;
import dev.yardmaster.cli.process.Waiting;
import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.contract.deployment.Deployment;
import dev.yardmaster.contract.deployment.Instance;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.contract.document.ApplyReport;
import dev.yardmaster.hub.HubPush;
import dev.yardmaster.hub.Progress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.HttpUrl;

/** Server, gateway and agent of its own, as real processes. Its home stays behind when it is closed: logs are there. */
public final class World implements AutoCloseable {
    public static final String ADMIN_PASSWORD = "only for tests";

    private static final Duration START = Duration.ofSeconds(300);
    private static final Duration READY = Duration.ofSeconds(180);

    private final Site site;

    private World(Site site) {
        this.site = site;
    }

    /** Nothing runs yet. */
    public static World in(Path home) {
        SiteSettings settings = SiteSettings.apart(home.toAbsolutePath())
                .with("YARD_ADMIN_PASSWORD", ADMIN_PASSWORD)
                .with("YARD_NODE_NAME", "node-a")
                .with("YARD_BUNDLED_ENGINE", installation().jar(Part.ENGINE).toString());
        return new World(new Site(settings, installation()::command));
    }

    /** Everything runs, and the demo models are in the hub. */
    public static World started(Path home) {
        World world = in(home);
        try {
            world.start(Part.SERVER);
            new DemoModels(Repository.root()).push(world.settings());
            world.start(Part.GATEWAY);
            world.start(Part.AGENT);
            return world;
        } catch (RuntimeException e) {
            world.close();
            throw e;
        }
    }

    public static Installation installation() {
        return Installation.find(System.getenv(), Repository.root());
    }

    public SiteSettings settings() {
        return site.settings();
    }

    public Site site() {
        return site;
    }

    /** Starts a part and waits until it answers. */
    public Child start(Part part) {
        return start(part, Map.of());
    }

    public Child start(Part part, Map<String, String> more) {
        if (part == Part.AGENT && !Files.exists(settings().home().resolve("agent/credential"))) {
            new SiteKeys(api(), settings()).joinToken();
        }
        Child child = site.start(part, more);
        Waiting.until(part.word() + " answering", START, () -> {
            if (!child.isAlive()) {
                throw new IllegalStateException(child.obituary());
            }
            return Health.at(site.healthUrl(part));
        });
        return child;
    }

    /** As administrator. */
    public Api api() {
        return new Api(
                HttpUrl.get(settings().serverUrl() + "/"),
                Optional.of(SiteKeys.read(settings().secret("admin.token"))));
    }

    /** An inference key that the gateway takes already. */
    public String key() {
        String key = SiteKeys.read(new SiteKeys(api(), settings()).ensure("demo.key", KeyScope.INFERENCE));
        return Waiting.until("the gateway knowing the key", READY, () -> {
            int status =
                    new OpenAi(settings().gatewayUrl(), key).get("/v1/models").status();
            return status == 200 ? Waiting.Look.found(key) : Waiting.Look.notYet("it answers " + status);
        });
    }

    public OpenAi openAi() {
        return new OpenAi(settings().gatewayUrl(), key());
    }

    public ApplyReport apply(String documents) {
        return Json.MAPPER.treeToValue(api().post("apply", Map.of(), "application/yaml", documents), ApplyReport.class);
    }

    /** A deployment of a demo model's revision, with the same name as its model. */
    public void deploy(String name, String revision, int replicas) {
        apply(Manifests.model(name, revision) + "---\n" + Manifests.deployment(name, name, replicas));
    }

    public Deployment awaitReady(String deployment) {
        return Waiting.until(deployment + " becoming ready", READY, () -> {
            Deployment now = api().get("deployments/" + deployment, Deployment.class);
            return now.status().phase() == Deployment.Phase.READY
                    ? Waiting.Look.found(now)
                    : Waiting.Look.notYet(now.status().sentence() + " " + instances(deployment));
        });
    }

    /** The first instance in that state. */
    public Instance awaitInstance(String deployment, InstanceState state) {
        return Waiting.until("an instance of " + deployment + " in " + state, READY, () -> {
            List<Instance> all = instances(deployment);
            return all.stream()
                    .filter(i -> i.condition().state() == state)
                    .findFirst()
                    .map(Waiting.Look::found)
                    .orElseGet(() -> Waiting.Look.notYet(all.toString()));
        });
    }

    public List<Instance> instances(String deployment) {
        return Listing.all(api(), "instances", Map.of("deployment", deployment)).stream()
                .map(n -> Json.MAPPER.treeToValue(n, Instance.class))
                .toList();
    }

    /** Pushes the files as a revision of a repository of its own. */
    public void push(String repository, Path directory) {
        HubPush.push(
                URI.create(settings().serverUrl()),
                SiteKeys.read(settings().secret("admin.token")),
                directory,
                repository,
                "main",
                "A test's files",
                Progress.SILENT);
    }

    /** Engine processes of this world's agent, by instance. */
    public EngineProcesses engines() {
        return new EngineProcesses(settings().home().resolve("agent"));
    }

    @Override
    public void close() {
        site.stopAll();
        engines().killAll();
    }
}
