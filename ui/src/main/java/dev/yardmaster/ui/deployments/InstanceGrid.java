package dev.yardmaster.ui.deployments;

import com.vaadin.flow.data.renderer.LitRenderer;
import dev.yardmaster.contract.deployment.Instance;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.contract.deployment.Load;
import dev.yardmaster.contract.deployment.Progress;
import dev.yardmaster.ui.parts.Badge;
import dev.yardmaster.ui.parts.LiveGrid;
import dev.yardmaster.ui.parts.Since;
import dev.yardmaster.ui.parts.Tone;
import dev.yardmaster.ui.parts.Words;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Instances with their state and why, for a deployment's and a node's page. */
public final class InstanceGrid {
    private static final String WHY = """
            <div class="why"><span class="reason">${item.reason}</span><span>${item.sentence}</span>
            <div class="bar" ?hidden="${!item.progress}" role="progressbar" aria-valuenow="${item.percent}"
              aria-valuemin="0" aria-valuemax="100"><i style="width:${item.percent}%"></i></div>
            <span class="note" ?hidden="${!item.progress}">${item.progress}</span></div>""";

    private InstanceGrid() {}

    /** @param logs opens an instance's log */
    public static LiveGrid<Instance> make(String id, Consumer<Instance> logs) {
        LiveGrid<Instance> grid = new LiveGrid<>(id, Instance::id);
        grid.allRows();
        grid.addThemeNames("wrap-cell-content");
        grid.column(
                "Instance",
                LitRenderer.<Instance>of("<span class=\"mono\">${item.id}</span>")
                        .withProperty("id", Instance::id));
        grid.column(
                        "State",
                        LitRenderer.<Instance>of(Badge.template("state", "tone"))
                                .withProperty(
                                        "state", i -> Words.of(i.condition().state()))
                                .withProperty(
                                        "tone",
                                        i -> Tone.of(i.condition().state()).css()))
                .setAutoWidth(false)
                .setWidth("8.4rem");
        grid.column(
                        "For",
                        LitRenderer.<Instance>of(Since.template("since"))
                                .withProperty(
                                        "since", i -> i.condition().since().toString()))
                .setAutoWidth(false)
                .setWidth("7rem");
        grid.column("Why", why()).setAutoWidth(false).setFlexGrow(1).setWidth(LiveGrid.WIDE);
        grid.column(
                "Node",
                LitRenderer.<Instance>of("<a href=\"nodes/${item.node}\">${item.node}</a>")
                        .withProperty("node", i -> i.node().orElse("")));
        grid.column(
                "Endpoint",
                LitRenderer.<Instance>of("<span class=\"mono\">${item.endpoint}</span>")
                        .withProperty("endpoint", i -> i.endpoint().orElse("")));
        grid.column(
                "Load",
                LitRenderer.<Instance>of("<span class=\"num\">${item.load}</span>")
                        .withProperty(
                                "load", i -> i.load().map(InstanceGrid::load).orElse("")));
        grid.column(
                "Restarts",
                LitRenderer.<Instance>of("<span class=\"num\">${item.restarts}</span>")
                        .withProperty("restarts", Instance::restarts));
        grid.column(
                "",
                LitRenderer.<Instance>of(
                                "<button class=\"mini\" @click=\"${logs}\" aria-label=\"Log of ${item.id}\">Log</button>")
                        .withProperty("id", Instance::id)
                        .withFunction("logs", logs::accept));
        return grid;
    }

    private static LitRenderer<Instance> why() {
        return LitRenderer.<Instance>of(WHY)
                .withProperty("reason", i -> Words.of(i.condition().reason()))
                .withProperty("sentence", i -> i.condition().sentence())
                .withProperty(
                        "percent", i -> i.progress().map(Progress::percent).orElse(0))
                .withProperty(
                        "progress", i -> i.progress().map(p -> progress(i, p)).orElse(""));
    }

    /** Bytes while something is fetched; engines count in units of their own. */
    private static String progress(Instance instance, Progress progress) {
        boolean bytes = instance.condition().state() == InstanceState.PREFETCHING
                || instance.condition().reason() == InstanceReason.PULLING_IMAGE;
        String percent = progress.percent() + " %";
        return bytes
                ? Words.bytes(progress.done()) + " of " + Words.bytes(progress.total()) + " (" + percent + ")"
                : percent;
    }

    /** {@code 2 running, 1 waiting, KV 43 %}, as far as it was measured. */
    private static String load(Load load) {
        return Stream.of(
                        load.running().map(n -> n + " running"),
                        load.waiting().map(n -> n + " waiting"),
                        load.kvUse().map(share -> "KV " + Math.round(share * 100) + " %"))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(", "));
    }
}
