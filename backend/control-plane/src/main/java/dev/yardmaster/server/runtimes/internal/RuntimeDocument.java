package dev.yardmaster.server.runtimes.internal;

import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.server.runtimes.EngineRuntime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A {@code runtime.yaml} as it is written. */
record RuntimeDocument(String apiVersion, String kind, Head metadata, Spec spec) {
    record Head(String name) {}

    record Spec(
            String description,
            Set<ModelFormat> formats,
            EngineExecutable executable,
            List<String> arguments,
            EngineRuntime.Settings settings,
            Map<String, String> environment,
            String keyVariable,
            EngineRuntime.Probe probe,
            Duration startDeadline,
            Duration drainFor,
            EngineRuntime.Needs needs) {}

    EngineRuntime runtime() {
        return new EngineRuntime(
                metadata.name(),
                spec.description(),
                spec.formats(),
                spec.executable(),
                spec.arguments(),
                spec.settings(),
                spec.environment(),
                spec.keyVariable(),
                spec.probe(),
                spec.startDeadline(),
                spec.drainFor(),
                spec.needs());
    }
}
