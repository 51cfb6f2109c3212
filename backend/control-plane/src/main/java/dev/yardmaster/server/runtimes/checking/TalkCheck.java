package dev.yardmaster.server.runtimes.checking;

import dev.yardmaster.contract.engine.AdapterAbility;
import dev.yardmaster.contract.engine.Checks;
import dev.yardmaster.contract.engine.HttpCall;
import dev.yardmaster.contract.engine.MetricSource;
import dev.yardmaster.contract.engine.MetricsMap;
import dev.yardmaster.contract.engine.SleepAbility;
import dev.yardmaster.contract.runtime.RuntimeSpec;
import dev.yardmaster.server.runtimes.reading.Placeholders;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What is asked of an engine while it runs, and how it is stopped. */
final class TalkCheck {
    private static final Pattern PATH = Pattern.compile("/[^\\s\\x00-\\x1f]{0,500}");
    private static final Pattern POINTER = Pattern.compile("(/[^\\s]*)?");
    private static final Pattern METRIC = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final Set<String> KINDS = Set.of("chat", "completion", "embedding", "rerank");
    private static final Set<String> FILLED =
            Set.of("served.name", "version", "adapter.name", "adapter.directory", "adapter.file");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final RuntimeSpec spec;
    private final Findings findings;

    private TalkCheck(RuntimeSpec spec, Findings findings) {
        this.spec = spec;
        this.findings = findings;
    }

    static void check(RuntimeSpec spec, Findings findings) {
        TalkCheck check = new TalkCheck(spec, findings);
        check.health(spec.checks().health());
        spec.checks().inference().ifPresent(check::inference);
        check.adapters(spec.adapters());
        spec.sleep().ifPresent(check::sleep);
        check.metrics(spec.metrics());
        check.stop();
    }

    private void stop() {
        findings.unless(
                Set.of("TERM", "INT").contains(spec.shutdown().signal()),
                "spec.shutdown.signal",
                "it is '" + spec.shutdown().signal() + "'",
                "expected TERM or INT");
        findings.positive(spec.shutdown().within(), "spec.shutdown.within");
        findings.time(spec.drainFor(), Duration.ZERO, "spec.drainFor");
    }

    private void health(Checks.Health health) {
        String at = "spec.checks.health";
        path(health.path(), at + ".path");
        port(health.port(), at + ".port");
        statuses(health.loadingStatuses(), at + ".loadingStatuses");
        findings.positive(health.every(), at + ".every");
        findings.positive(health.timeout(), at + ".timeout");
        findings.range(health.failuresToUnready(), 1, 1000, at + ".failuresToUnready");
    }

    private void inference(Checks.Inference inference) {
        String at = "spec.checks.inference";
        findings.positive(inference.every(), at + ".every");
        findings.positive(inference.timeout(), at + ".timeout");
        findings.range(inference.failuresToReplace(), 1, 1000, at + ".failuresToReplace");
        findings.unless(!inference.questions().isEmpty(), at + ".questions", "it is empty", "expected at least one");
        for (int i = 0; i < inference.questions().size(); i++) {
            Checks.Question question = inference.questions().get(i);
            String here = at + ".questions[" + i + "]";
            findings.unless(
                    KINDS.contains(question.kind()),
                    here + ".kind",
                    "there is no kind '" + question.kind() + "'",
                    "expected one of chat, completion, embedding, rerank");
            call(question.call(), here + ".call");
            findings.matches(POINTER, question.expect(), here + ".expect", "a JSON pointer such as /choices/0");
        }
    }

    private void adapters(AdapterAbility ability) {
        String at = "spec.adapters";
        ability.load().ifPresent(c -> call(c, at + ".load"));
        ability.unload().ifPresent(c -> call(c, at + ".unload"));
        ability.list().ifPresent(c -> call(c, at + ".list"));
        ability.listed()
                .ifPresent(l -> findings.matches(POINTER, l.pointer(), at + ".listed.pointer", "a JSON pointer"));
        findings.unless(
                ability.list().isPresent() == ability.listed().isPresent(),
                at + ".listed",
                "of list and listed there is only one",
                "expected both or none");
        Optional<String> missing = switch (ability.when()) {
            case AT_RUN_TIME ->
                ability.load().isPresent() && ability.unload().isPresent()
                        ? Optional.empty()
                        : Optional.of("calls to load and to unload");
            case AT_START ->
                ability.arguments().isEmpty() ? Optional.of("arguments for each adapter") : Optional.empty();
            case NEVER, PER_REQUEST -> Optional.empty();
        };
        missing.ifPresent(m -> findings.add(at, "it has no " + m, "expected them, or another when"));
    }

    private void sleep(SleepAbility ability) {
        calls(ability.sleep(), "spec.sleep.sleep");
        calls(ability.wake(), "spec.sleep.wake");
        ability.asks().ifPresent(c -> call(c, "spec.sleep.asks"));
        findings.matches(POINTER, ability.asleep(), "spec.sleep.asleep", "a JSON pointer");
        findings.positive(ability.within(), "spec.sleep.within");
    }

    private void metrics(MetricsMap metrics) {
        if (!metrics.path().isEmpty()) {
            path(metrics.path(), "spec.metrics.path");
        }
        port(metrics.port(), "spec.metrics.port");
        findings.unless(
                metrics.sources().isEmpty() || !metrics.path().isEmpty(),
                "spec.metrics.path",
                "it is empty, yet there are sources",
                "expected the path of the engine's metrics");
        metrics.sources().forEach((metric, sources) -> {
            for (MetricSource source : sources) {
                findings.matches(METRIC, source.name(), "spec.metrics.sources." + metric, "the name of a metric");
            }
        });
    }

    private void calls(List<HttpCall> calls, String at) {
        findings.unless(!calls.isEmpty(), at, "it is empty", "expected at least one call");
        for (int i = 0; i < calls.size(); i++) {
            call(calls.get(i), at + "[" + i + "]");
        }
    }

    private void call(HttpCall call, String at) {
        findings.unless(
                METHODS.contains(call.method()),
                at + ".method",
                "it is '" + call.method() + "'",
                "expected one of GET, POST, PUT, PATCH, DELETE");
        path(call.path(), at + ".path");
        port(call.port(), at + ".port");
        statuses(call.fine(), at + ".fine");
        placeholders(call.path(), at + ".path");
        placeholders(call.body(), at + ".body");
        if (!call.body().isEmpty()) {
            body(call.body(), at + ".body");
        }
    }

    private void placeholders(String text, String at) {
        Placeholders.in(text).stream()
                .map(Placeholders.Use::name)
                .filter(n -> !FILLED.contains(n))
                .forEach(n -> findings.add(
                        at,
                        "nothing fills in {{" + n + "}} here",
                        "expected one of adapter.directory, adapter.file, adapter.name, served.name, version"));
    }

    private void body(String body, String at) {
        try {
            JSON.readTree(Placeholders.fill(body, _ -> Optional.of("1")));
        } catch (JacksonException e) {
            findings.add(at, "it is not JSON: " + e.getOriginalMessage(), "expected JSON");
        }
    }

    private void path(String path, String at) {
        findings.matches(PATH, path, at, "a path that starts with '/'");
    }

    private void port(String port, String at) {
        findings.unless(
                port.equals("http") || spec.ports().contains(port),
                at,
                "there is no port '" + port + "'",
                "expected http or one of spec.ports");
    }

    private void statuses(Set<Integer> statuses, String at) {
        statuses.forEach(s -> findings.range(s, 100, 599, at));
    }
}
