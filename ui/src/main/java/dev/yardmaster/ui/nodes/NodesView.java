package dev.yardmaster.ui.nodes;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.yardmaster.contract.access.ApiKeys;
import dev.yardmaster.contract.node.Node;
import dev.yardmaster.contract.node.Nodes;
import dev.yardmaster.ui.layout.MainLayout;
import dev.yardmaster.ui.live.Fleet;
import dev.yardmaster.ui.live.FleetState;
import dev.yardmaster.ui.live.Work;
import dev.yardmaster.ui.parts.Badge;
import dev.yardmaster.ui.parts.EmptyState;
import dev.yardmaster.ui.parts.Filter;
import dev.yardmaster.ui.parts.LiveGrid;
import dev.yardmaster.ui.parts.PageHeader;
import dev.yardmaster.ui.parts.Tone;
import dev.yardmaster.ui.parts.Words;
import jakarta.annotation.security.RolesAllowed;
import java.util.Comparator;

/** Hosts with an agent, as a list. */
@Route(value = "nodes", layout = MainLayout.class)
@PageTitle("Nodes · Yardmaster")
@RolesAllowed("ADMIN")
public final class NodesView extends Div {
    private static final long serialVersionUID = 1L;
    private static final String TWO_LINES =
            "<div class=\"why\"><span>${item.first}</span><span class=\"note\">${item.second}</span></div>";
    private final LiveGrid<Node> grid = new LiveGrid<>("node-grid", Node::name);
    private final transient NodeActions actions;

    public NodesView(Fleet fleet, Nodes nodes, ApiKeys keys, Work work) {
        this.actions = new NodeActions(nodes, work);
        setClassName("page tall");
        columns();
        Button add = new Button("Add a node", e -> new AddNodeDialog(keys, work).open());
        add.setId("add-node");
        add.addThemeNames("primary", "small");
        Filter filter = new Filter(
                grid,
                n -> n.name()
                        + ' '
                        + NodeWords.state(n)
                        + ' '
                        + Words.pairs(n.labels())
                        + ' '
                        + NodeWords.accelerators(n.inventory()));
        add(
                new PageHeader("Nodes", "A node is believed in as long as its agent renews its lease.")
                        .actions(filter, add),
                grid);
        grid.setEmptyStateText("Loading…");
        grid.addItemClickListener(
                e -> getUI().ifPresent(ui -> ui.navigate("nodes/" + e.getItem().name())));
        fleet.follow(this, this::paint);
    }

    private void columns() {
        grid.column(
                        "Name",
                        LitRenderer.<Node>of("<a href=\"nodes/${item.name}\">${item.name}</a>")
                                .withProperty("name", Node::name))
                .setComparator(Comparator.comparing(Node::name));
        grid.column(
                "State",
                LitRenderer.<Node>of(Badge.template("state", "tone"))
                        .withProperty("state", NodeWords::state)
                        .withProperty("tone", n -> Tone.of(n).css()));
        grid.column(
                        "Lease",
                        LitRenderer.<Node>of("<yard-since at=\"${item.until}\" after=\"ago\"></yard-since>")
                                .withProperty("until", n -> n.leaseUntil().toString()))
                .setAutoWidth(false)
                .setWidth("7rem");
        grid.column(
                        "Accelerators and processor",
                        LitRenderer.<Node>of(TWO_LINES)
                                .withProperty("first", n -> NodeWords.accelerators(n.inventory()))
                                .withProperty("second", n -> NodeWords.processor(n.inventory())))
                .setAutoWidth(false)
                .setFlexGrow(1)
                .setWidth(LiveGrid.WIDE);
        grid.column(
                "Memory",
                LitRenderer.<Node>of(TWO_LINES)
                        .withProperty("first", n -> Words.bytes(n.inventory().memoryAvailableBytes()) + " free")
                        .withProperty(
                                "second", n -> "of " + Words.bytes(n.inventory().memoryBytes())));
        grid.column(
                "Disk",
                LitRenderer.<Node>of(TWO_LINES)
                        .withProperty("first", n -> Words.bytes(n.inventory().weightsBytesFree()) + " free")
                        .withProperty(
                                "second", n -> "of " + Words.bytes(n.inventory().weightsBytesTotal())));
        grid.column(
                "Labels",
                LitRenderer.<Node>of("<span class=\"mono\">${item.labels}</span>")
                        .withProperty("labels", n -> Words.pairs(n.labels())));
        grid.column(
                "",
                LitRenderer.<Node>of("<button class=\"mini\" @click=\"${cordon}\">${item.word}</button>")
                        .withProperty("word", n -> n.cordoned() ? "Uncordon" : "Cordon")
                        .withFunction("cordon", actions::cordon));
    }

    private void paint(FleetState state) {
        if (state.loaded() && state.nodes().isEmpty()) {
            grid.setEmptyStateComponent(
                    new EmptyState("No node has joined", "Add one: it takes a token and one command on the host."));
        }
        grid.show(state.nodes());
    }
}
