package dev.yardmaster.ui.deployments;

import com.vaadin.flow.data.renderer.LitRenderer;
import dev.yardmaster.contract.deployment.Instance;
import dev.yardmaster.contract.deployment.Progress;
import dev.yardmaster.ui.parts.Badge;
import dev.yardmaster.ui.parts.LiveGrid;
import dev.yardmaster.ui.parts.Since;
import dev.yardmaster.ui.parts.Tone;
import dev.yardmaster.ui.parts.Words;
import java.util.function.Consumer;

/** Instances with their state and why, for a deployment's and a node's page. */
public final class InstanceGrid {
    private static final String WHY = """
            <div class="why"><span class="reason">${item.reason}</span><span>${item.sentence}</span>
            <div class="bar" ?hidden="${!item.total}" role="progressbar" aria-valuenow="${item.percent}"
              aria-valuemin="0" aria-valuemax="100"><i style="width:${item.percent}%"></i></div>
            <span class="note" ?hidden="${!item.total}">${item.done} of ${item.total} (${item.percent} %)</span></div>""";

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
                        "done",
                        i -> i.progress().map(p -> Words.bytes(p.done())).orElse(""))
                .withProperty(
                        "total",
                        i -> i.progress().map(p -> Words.bytes(p.total())).orElse(""));
    }
}
