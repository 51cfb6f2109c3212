package dev.yardmaster.ui.deployments;

import com.vaadin.flow.component.html.Div;
import dev.yardmaster.contract.deployment.InstanceAdapter;
import dev.yardmaster.contract.deployment.InstanceReadings;
import dev.yardmaster.contract.deployment.InstanceReadings.Spread;
import dev.yardmaster.contract.deployment.InstanceReadings.Taken;
import dev.yardmaster.contract.engine.EngineMetric;
import dev.yardmaster.contract.engine.EngineSizes;
import dev.yardmaster.ui.parts.Badge;
import dev.yardmaster.ui.parts.Dom;
import dev.yardmaster.ui.parts.EmptyState;
import dev.yardmaster.ui.parts.Tone;
import dev.yardmaster.ui.parts.Words;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the engines of a deployment are measured at, what they said of their memory, and their adapters. */
final class EnginesPanel extends Div {
    private static final long serialVersionUID = 1L;
    private transient List<InstanceReadings> shown = List.of();

    EnginesPanel() {
        setId("engines");
        setClassName("verdicts");
        add(Dom.note("Loading…"));
    }

    void show(List<InstanceReadings> readings) {
        if (!readings.isEmpty() && readings.equals(shown)) {
            return;
        }
        shown = List.copyOf(readings);
        removeAll();
        if (readings.isEmpty()) {
            add(new EmptyState("There is no engine to look at", "Instances show here what their engines tell."));
        }
        readings.forEach(r -> add(card(r)));
    }

    private static Div card(InstanceReadings readings) {
        Div card = Dom.div("verdict-card", Dom.div("row", Dom.span("mono", readings.instance())));
        Div lines = Dom.div("reasons", Dom.div("note", Dom.span("", readings.sentence())));
        readings.taken().stream().flatMap(EnginesPanel::lines).forEach(l -> lines.add(Dom.div("", Dom.span("num", l))));
        readings.said().ifPresent(said -> lines.add(Dom.div("", Dom.span("", said(said)))));
        readings.placed().stream().findFirst().ifPresent(how -> lines.add(Dom.div("note", Dom.span("", how))));
        card.add(lines);
        if (!readings.adapters().isEmpty()) {
            Div adapters = Dom.div("chips");
            readings.adapters().forEach(a -> adapters.add(adapter(a)));
            card.add(adapters);
        }
        return card;
    }

    private static Div adapter(InstanceAdapter adapter) {
        Tone tone = switch (adapter.state()) {
            case LOADED -> Tone.GOOD;
            case FETCHING, LOADING -> Tone.BUSY;
            case FAILED -> Tone.BAD;
        };
        return Dom.div(
                "chip",
                Dom.span("mono", adapter.name()),
                new Badge(Words.of(adapter.state()), tone),
                Dom.span("note", adapter.sentence()));
    }

    private static Stream<String> lines(Taken taken) {
        String requests = join(List.of(
                taken.value(EngineMetric.RUNNING).map(n -> Math.round(n) + " running"),
                taken.value(EngineMetric.WAITING).map(n -> Math.round(n) + " waiting"),
                taken.value(EngineMetric.KV_USE).map(s -> "KV " + Math.round(s * 100) + " %"),
                taken.value(EngineMetric.PREEMPTIONS).map(n -> Math.round(n) + " preempted")));
        String tokens = join(List.of(
                taken.value(EngineMetric.TOKENS_IN).map(n -> Math.round(n) + " tokens in"),
                taken.value(EngineMetric.TOKENS_OUT).map(n -> Math.round(n) + " tokens out"),
                taken.value(EngineMetric.PREFIX_HITS).map(n -> Math.round(n) + " found in the prefix cache")));
        String times = join(List.of(
                spread(taken, EngineMetric.TTFT, "first token"),
                spread(taken, EngineMetric.ITL, "next token"),
                spread(taken, EngineMetric.END_TO_END, "end to end")));
        return Stream.of(requests, tokens, times).filter(l -> !l.isEmpty());
    }

    private static Optional<String> spread(Taken taken, EngineMetric metric, String what) {
        return Optional.ofNullable(taken.spreads().get(metric)).map(s -> what + " " + words(s));
    }

    private static String words(Spread spread) {
        return String.format(Locale.ROOT, "%.0f ms (95 %%: %.0f ms)", spread.p50() * 1000, spread.p95() * 1000);
    }

    private static String said(EngineSizes said) {
        return "The engine said: "
                + join(List.of(
                        said.weightsBytes().map(b -> "weights " + Words.bytes(b)),
                        said.keyValueBytes().map(b -> "keys and values " + Words.bytes(b)),
                        said.keyValueTokens().map(n -> "room for " + n + " tokens"),
                        said.graphBytes().map(b -> "graphs " + Words.bytes(b))));
    }

    private static String join(List<Optional<String>> parts) {
        return parts.stream().flatMap(Optional::stream).collect(Collectors.joining(", "));
    }
}
