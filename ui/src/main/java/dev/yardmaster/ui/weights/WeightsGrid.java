package dev.yardmaster.ui.weights;

import com.vaadin.flow.data.renderer.LitRenderer;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.weights.NodeWeights;
import dev.yardmaster.contract.weights.WeightsState;
import dev.yardmaster.ui.parts.Badge;
import dev.yardmaster.ui.parts.LiveGrid;
import dev.yardmaster.ui.parts.Since;
import dev.yardmaster.ui.parts.Tone;
import dev.yardmaster.ui.parts.Words;

/** Weights with their state, how far they are and who needs them; for a model's, a prefetch's and a node's page. */
public final class WeightsGrid {
    private static final String PROGRESS = """
            <div class="why"><span>${item.sentence}</span>
            <div class="bar" ?hidden="${item.whole}" role="progressbar" aria-valuenow="${item.percent}"
              aria-valuemin="0" aria-valuemax="100"><i style="width:${item.percent}%"></i></div>
            <span class="note" ?hidden="${item.whole}">${item.figures}</span></div>""";

    private WeightsGrid() {}

    /** With a column of nodes. */
    public static LiveGrid<NodeWeights> byNode(String id) {
        LiveGrid<NodeWeights> grid = empty(id);
        grid.column(
                "Node",
                LitRenderer.<NodeWeights>of("<a href=\"nodes/${item.node}\">${item.node}</a>")
                        .withProperty("node", NodeWeights::node));
        return rest(grid);
    }

    /** With a column of models and adapters. */
    public static LiveGrid<NodeWeights> byName(String id) {
        LiveGrid<NodeWeights> grid = empty(id);
        grid.column(
                "Weights of",
                LitRenderer.<NodeWeights>of(
                                "<a href=\"${item.href}\">${item.name}</a> <span class=\"note\">${item.kind}</span>")
                        .withProperty("name", NodeWeights::name)
                        .withProperty("href", WeightsGrid::href)
                        .withProperty("kind", w -> w.kind() == Kind.ADAPTER ? "adapter" : ""));
        return rest(grid);
    }

    private static String href(NodeWeights weights) {
        return weights.kind() == Kind.ADAPTER ? "adapters" : "models/" + weights.name();
    }

    private static LiveGrid<NodeWeights> empty(String id) {
        LiveGrid<NodeWeights> grid =
                new LiveGrid<>(id, w -> w.node() + ' ' + w.kind() + ' ' + w.name() + ' ' + w.key());
        grid.allRows();
        grid.addThemeNames("wrap-cell-content");
        grid.setEmptyStateText("No node holds or fetches it.");
        return grid;
    }

    private static LiveGrid<NodeWeights> rest(LiveGrid<NodeWeights> grid) {
        grid.column(
                        "State",
                        LitRenderer.<NodeWeights>of(Badge.template("state", "tone"))
                                .withProperty("state", w -> Words.of(w.state()))
                                .withProperty("tone", w -> Tone.of(w.state()).css()))
                .setAutoWidth(false)
                .setWidth("7.4rem");
        grid.column(
                        "For",
                        LitRenderer.<NodeWeights>of(Since.template("since"))
                                .withProperty("since", w -> w.since().toString()))
                .setAutoWidth(false)
                .setWidth("6rem");
        grid.column("Progress", progress()).setAutoWidth(false).setFlexGrow(1).setWidth(LiveGrid.WIDE);
        grid.column(
                        "From",
                        LitRenderer.<NodeWeights>of("<span class=\"note\">${item.from}</span>")
                                .withProperty("from", WeightsGrid::from))
                .setAutoWidth(false)
                .setWidth("11rem");
        grid.column(
                        "Needed by",
                        LitRenderer.<NodeWeights>of("<span>${item.users}</span>")
                                .withProperty(
                                        "users",
                                        w -> w.users().isEmpty() ? "nobody now" : String.join(", ", w.users())))
                .setAutoWidth(false)
                .setWidth("13rem");
        return grid;
    }

    private static LitRenderer<NodeWeights> progress() {
        return LitRenderer.<NodeWeights>of(PROGRESS)
                .withProperty("sentence", NodeWeights::sentence)
                .withProperty(
                        "whole",
                        w -> w.state() == WeightsState.HELD || w.progress().total() == 0)
                .withProperty("percent", w -> w.progress().percent())
                .withProperty("figures", WeightsGrid::figures);
    }

    /** For instance {@code 1.20 GB of 15.0 GB (8 %), 410 MB/s, 34 s left}. */
    static String figures(NodeWeights weights) {
        String done = Words.bytes(weights.progress().done()) + " of "
                + Words.bytes(weights.progress().total()) + " ("
                + weights.progress().percent() + " %)";
        String rate = weights.bytesPerSecond() > 0 ? ", " + Words.bytes(weights.bytesPerSecond()) + "/s" : "";
        return done
                + rate
                + weights.eta().map(e -> ", " + Words.duration(e) + " left").orElse("");
    }

    static String from(NodeWeights weights) {
        if (weights.fromOrigin() == 0 && weights.fromPeers() == 0) {
            return weights.state() == WeightsState.HELD ? "was there" : "";
        }
        String origin = weights.fromOrigin() > 0 ? Words.bytes(weights.fromOrigin()) + " from the source" : "";
        String peers = weights.fromPeers() > 0 ? Words.bytes(weights.fromPeers()) + " from nodes" : "";
        return origin.isEmpty() || peers.isEmpty() ? origin + peers : origin + ", " + peers;
    }
}
