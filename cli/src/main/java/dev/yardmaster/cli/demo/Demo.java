package dev.yardmaster.cli.demo;

import dev.yardmaster.cli.api.Api;
import dev.yardmaster.cli.api.ApiException;
import dev.yardmaster.cli.chat.Answer;
import dev.yardmaster.cli.chat.ChatRequest;
import dev.yardmaster.cli.chat.Gateway;
import dev.yardmaster.cli.process.Child;
import dev.yardmaster.cli.process.Health;
import dev.yardmaster.cli.process.Part;
import dev.yardmaster.cli.process.Site;
import dev.yardmaster.cli.process.SiteKeys;
import dev.yardmaster.cli.process.SiteSettings;
import dev.yardmaster.cli.process.Waiting;
import dev.yardmaster.cli.process.Waiting.Look;
import dev.yardmaster.contract.access.KeyScope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.HttpUrl;

/** From nothing to an answered question: each step waits for what it needs, and says what it waits for. */
final class Demo {
    static final String ROUTE = "tiny-chat";
    static final String QUESTION = "What is the capital of France?";

    private static final Duration SERVER = Duration.ofSeconds(300);
    private static final Duration SMALL_PROCESS = Duration.ofSeconds(90);
    private static final Duration READY = Duration.ofSeconds(180);
    private static final Duration ROUTED = Duration.ofSeconds(60);

    private final Site site;
    private final Path root;
    private final Report report;
    private final Interrupts interrupts;
    private final Leftovers leftovers;

    Demo(Site site, Path root, Report report, Interrupts interrupts, Leftovers leftovers) {
        this.site = site;
        this.root = root;
        this.report = report;
        this.interrupts = interrupts;
        this.leftovers = leftovers;
    }

    /** @throws DemoFailure when a step fails, a process dies or a wait takes too long */
    Answer run() {
        startServer();
        Api api = new Api(
                HttpUrl.get(settings().serverUrl() + "/"),
                Optional.of(SiteKeys.read(settings().secret("admin.token"))));
        startOthers(new SiteKeys(api, settings()));
        fillHub();
        apply(api);
        await("deployment " + ROUTE + " becoming ready", READY, new InstanceWatch(api, ROUTE, report)::look);
        return ask();
    }

    private void startServer() {
        report.line("server: starting (first start sets up PostgreSQL)");
        AdminPassword password = new AdminPassword(settings());
        start(Part.SERVER, password.forServer());
        // A gateway holds its last routes on disk and needs no server to start, so a later start does both at once.
        if (Files.exists(settings().secret("gateway.token"))) {
            startGateway(settings().secret("gateway.token"));
        }
        await("server: ready", SERVER, () -> Health.at(site.healthUrl(Part.SERVER)));
        report.line("server: ready, " + settings().serverUrl());
    }

    private void startOthers(SiteKeys keys) {
        Path gatewayToken = keys.ensure("gateway.token", KeyScope.GATEWAY);
        keys.ensure("demo.key", KeyScope.INFERENCE);
        if (site.child(Part.GATEWAY).isEmpty()) {
            startGateway(gatewayToken);
        }
        Path joinToken = Files.exists(settings().home().resolve("agent/credential"))
                ? settings().secret("join.token")
                : keys.joinToken();
        start(Part.AGENT, Map.of("YARD_JOIN_TOKEN_FILE", joinToken.toString(), "YARD_STOP_ENGINES_ON_EXIT", "true"));
        await("gateway: ready", SMALL_PROCESS, () -> Health.at(site.healthUrl(Part.GATEWAY)));
        report.line("gateway: ready, " + settings().gatewayUrl());
        await("agent: ready", SMALL_PROCESS, () -> Health.at(site.healthUrl(Part.AGENT)));
        report.line("agent: ready");
    }

    private void startGateway(Path token) {
        start(Part.GATEWAY, Map.of("YARD_GATEWAY_TOKEN_FILE", token.toString()));
    }

    private void fillHub() {
        List<String> pushed = new DemoModels(root).push(settings());
        if (!pushed.isEmpty()) {
            report.line("hub: pushed " + DemoModels.REPOSITORY + " as " + String.join(", ", pushed));
        }
    }

    private void apply(Api api) {
        DemoDocuments.apply(api, root)
                .results()
                .forEach(r -> report.line(
                        r.kind() + " " + r.name() + ": " + r.outcome().name().toLowerCase(java.util.Locale.ROOT)));
    }

    private Answer ask() {
        HttpUrl gateway = HttpUrl.get(settings().gatewayUrl() + "/");
        Gateway client =
                new Gateway(gateway, Optional.of(SiteKeys.read(settings().secret("demo.key"))));
        return await("an answer through the gateway", ROUTED, () -> {
            try {
                return Look.found(client.chat(ChatRequest.of(ROUTE, QUESTION), _ -> {}));
            } catch (ApiException e) {
                return Look.notYet(String.valueOf(e.getMessage()));
            }
        });
    }

    private void start(Part part, Map<String, String> more) {
        leftovers.remember(site.start(part, more));
    }

    private <T> T await(String what, Duration patience, Supplier<Look<T>> look) {
        try {
            return Waiting.until(what, patience, () -> {
                interrupts.check();
                site.dead().map(Child::obituary).ifPresent(text -> {
                    throw new DemoFailure(text);
                });
                return look.get();
            });
        } catch (Waiting.TooLate e) {
            throw new DemoFailure(
                    e.getMessage() + "\nlogs are in " + settings().home().resolve("logs"));
        }
    }

    private SiteSettings settings() {
        return site.settings();
    }
}
