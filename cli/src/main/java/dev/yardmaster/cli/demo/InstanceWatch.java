package dev.yardmaster.cli.demo;

import dev.yardmaster.cli.api.Api;
import dev.yardmaster.cli.api.Json;
import dev.yardmaster.cli.document.Listing;
import dev.yardmaster.cli.process.Waiting.Look;
import dev.yardmaster.contract.deployment.Deployment;
import dev.yardmaster.contract.deployment.Instance;
import java.util.HashMap;
import java.util.Map;

/** Shows every state that a deployment's instances go through, with its reason, until one is ready. */
final class InstanceWatch {
    private final Api api;
    private final String deployment;
    private final Report report;
    private final Map<String, String> shown = new HashMap<>();

    InstanceWatch(Api api, String deployment, Report report) {
        this.api = api;
        this.deployment = deployment;
        this.report = report;
    }

    Look<Deployment> look() {
        Listing.all(api, "instances", Map.of("deployment", deployment)).stream()
                .map(n -> Json.MAPPER.treeToValue(n, Instance.class))
                .forEach(this::show);
        Deployment now = api.get("deployments/" + deployment, Deployment.class);
        return now.status().phase() == Deployment.Phase.READY
                ? Look.found(now)
                : Look.notYet(now.status().sentence());
    }

    private void show(Instance instance) {
        String text = instance.condition().state() + " (" + instance.condition().reason() + "): "
                + instance.condition().sentence();
        if (!text.equals(shown.put(instance.id(), text))) {
            report.line("  " + instance.id() + " " + text);
        }
    }
}
