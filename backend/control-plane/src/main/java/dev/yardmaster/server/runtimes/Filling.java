package dev.yardmaster.server.runtimes;

import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.catalog.Capability;
import dev.yardmaster.contract.engine.AdapterAbility;
import dev.yardmaster.contract.engine.Checks;
import dev.yardmaster.contract.engine.EngineTerm;
import dev.yardmaster.contract.engine.HttpCall;
import dev.yardmaster.contract.engine.KernelCache;
import dev.yardmaster.contract.engine.LaunchFile;
import dev.yardmaster.contract.engine.MetricSource;
import dev.yardmaster.contract.engine.MetricsMap;
import dev.yardmaster.contract.engine.SleepAbility;
import dev.yardmaster.server.runtimes.reading.Placeholders;
import dev.yardmaster.server.runtimes.reading.Placeholders.Use;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Puts in what the server knows; the agent's placeholders stay. */
final class Filling {
    private static final String SETTING = "setting.";

    private final Map<String, String> values;
    private final Map<EngineTerm, String> said;

    private Filling(Map<String, String> values, Map<EngineTerm, String> said) {
        this.values = values;
        this.said = said;
    }

    static Filling of(LaunchQuestion question) {
        Map<EngineTerm, String> said = Terms.words(question.runtime().resolved(), question.settings());
        Map<String, String> values =
                new TreeMap<>(Map.of("served.name", question.servedName(), "version", question.version()));
        values.put(
                WholePrompts.TOKENS,
                Long.toString(WholePrompts.tokens(question.runtime().resolved(), said)));
        contextOfAll(question, said).ifPresent(tokens -> values.put("context.total", tokens));
        return new Filling(values, said);
    }

    /** For engines that share one context out to all requests. */
    private static Optional<String> contextOfAll(LaunchQuestion question, Map<EngineTerm, String> said) {
        long requests = Optional.ofNullable(said.get(EngineTerm.MAX_CONCURRENCY))
                .map(Long::parseLong)
                .orElse((long) question.runtime().resolved().memory().concurrency());
        return Optional.ofNullable(said.get(EngineTerm.CONTEXT_LENGTH))
                .map(tokens -> Long.toString(Long.parseLong(tokens) * requests));
    }

    Filling with(Map<String, String> more) {
        Map<String, String> all = new TreeMap<>(values);
        all.putAll(more);
        return new Filling(all, said);
    }

    String text(String text) {
        return Placeholders.fill(text, this::value);
    }

    private Optional<String> value(Use use) {
        if (use.name().startsWith(SETTING)) {
            return setting(use).or(use::otherwise);
        }
        return GigabytesAs.of(use.name())
                .map(unit ->
                        Optional.ofNullable(values.get(unit.term(use.name()))).map(unit::convert))
                .orElseGet(() -> Optional.ofNullable(values.get(use.name())));
    }

    private Optional<String> setting(Use use) {
        String name = use.name().substring(SETTING.length());
        return GigabytesAs.of(name)
                .map(unit -> EngineTerm.find(unit.term(name)).map(said::get).map(unit::convert))
                .orElseGet(() -> EngineTerm.find(name).map(said::get));
    }

    List<String> texts(List<String> texts) {
        return texts.stream().map(this::text).toList();
    }

    Map<String, String> pairs(Map<String, String> pairs) {
        Map<String, String> filled = new TreeMap<>();
        pairs.forEach((name, value) -> filled.put(name, text(value)));
        return filled;
    }

    /** Lines that hold a setting which nobody said, and that has nothing to stand in for it, are left out. */
    LaunchFile file(LaunchFile file) {
        String text = file.text()
                .lines()
                .filter(line -> Placeholders.in(line).stream().noneMatch(this::isUnsaid))
                .map(this::text)
                .collect(Collectors.joining("\n"));
        return new LaunchFile(file.name(), text(file.path()), file.link() ? text : text + "\n", file.link());
    }

    private boolean isUnsaid(Use use) {
        return use.name().startsWith(SETTING)
                && use.otherwise().isEmpty()
                && setting(use).isEmpty();
    }

    EngineExecutable executable(EngineExecutable executable) {
        return switch (executable) {
            case EngineExecutable.Bundled bundled -> bundled;
            case EngineExecutable.OnPath(var name, var leading) -> new EngineExecutable.OnPath(name, texts(leading));
            case EngineExecutable.Container c ->
                new EngineExecutable.Container(
                        text(c.image()),
                        c.digest(),
                        texts(c.command()),
                        texts(c.leading()),
                        c.sharedMemoryBytes(),
                        c.limits(),
                        c.user());
        };
    }

    KernelCache cache(KernelCache cache) {
        return new KernelCache(
                cache.name(), cache.variable(), text(cache.key()).replaceAll("[^A-Za-z0-9._-]+", "-"), cache.shared());
    }

    /** Those questions that the model can answer; all where it is not known what it can. */
    Checks checks(Checks checks, Set<Capability> capabilities) {
        Checks fit = capabilities.isEmpty()
                ? checks
                : checks.asking(capabilities.stream()
                        .map(c -> c.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()));
        return new Checks(
                fit.health(),
                fit.inference()
                        .map(i -> new Checks.Inference(
                                i.questions().stream()
                                        .map(q -> new Checks.Question(q.kind(), call(q.call()), q.expect()))
                                        .toList(),
                                i.every(),
                                i.timeout(),
                                i.failuresToReplace())));
    }

    AdapterAbility adapters(AdapterAbility ability) {
        return new AdapterAbility(
                ability.when(),
                ability.load().map(this::call),
                ability.unload().map(this::call),
                ability.list().map(this::call),
                ability.listed(),
                texts(ability.first()),
                texts(ability.arguments()),
                ability.separator(),
                text(ability.requestModel()));
    }

    SleepAbility sleep(SleepAbility ability) {
        return new SleepAbility(
                ability.sleep().stream().map(this::call).toList(),
                ability.wake().stream().map(this::call).toList(),
                ability.asks().map(this::call),
                ability.asleep(),
                ability.within(),
                ability.keepsWeightsInHostMemory());
    }

    MetricsMap metrics(MetricsMap metrics) {
        return new MetricsMap(
                text(metrics.path()),
                metrics.port(),
                metrics.sources().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                e -> e.getValue().stream().map(this::source).toList())));
    }

    private MetricSource source(MetricSource source) {
        return new MetricSource(source.name(), pairs(source.labels()), source.label(), source.scale());
    }

    private HttpCall call(HttpCall call) {
        return new HttpCall(call.method(), text(call.path()), call.port(), text(call.body()), call.fine());
    }
}
