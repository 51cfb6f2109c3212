package dev.yardmaster.ui.nodes;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.yardmaster.contract.deployment.Deployments;
import dev.yardmaster.contract.deployment.Instance;
import dev.yardmaster.contract.node.Inventory;
import dev.yardmaster.contract.node.Node;
import dev.yardmaster.contract.node.Nodes;
import dev.yardmaster.contract.weights.NodeWeights;
import dev.yardmaster.ui.deployments.InstanceGrid;
import dev.yardmaster.ui.deployments.LogDialog;
import dev.yardmaster.ui.layout.MainLayout;
import dev.yardmaster.ui.live.Fleet;
import dev.yardmaster.ui.live.FleetState;
import dev.yardmaster.ui.live.Work;
import dev.yardmaster.ui.parts.Badge;
import dev.yardmaster.ui.parts.DetailPage;
import dev.yardmaster.ui.parts.Dom;
import dev.yardmaster.ui.parts.Facts;
import dev.yardmaster.ui.parts.LiveGrid;
import dev.yardmaster.ui.parts.PageHeader;
import dev.yardmaster.ui.parts.Since;
import dev.yardmaster.ui.parts.Tone;
import dev.yardmaster.ui.parts.Words;
import dev.yardmaster.ui.weights.WeightsGrid;
import jakarta.annotation.security.RolesAllowed;
import java.util.Optional;

/** One node: what it is made of, what runs on it. */
@Route(value = "nodes/:name", layout = MainLayout.class)
@RolesAllowed("ADMIN")
public final class NodeView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;
    private final transient NodeActions actions;
    private final LiveGrid<Instance> instances;
    private final Div head = Dom.div("");
    private final Div inventory = Dom.div("columns");
    private final AcceleratorGrid accelerators = new AcceleratorGrid();
    private final LiveGrid<NodeWeights> weights = WeightsGrid.byName("weights-grid");
    private final Div heldWeights;
    private final Div devices;
    private final Div signs = Dom.div("signs");
    private final Div running;
    private String name = "";
    private int held;
    private transient Optional<Node> shown = Optional.empty();
    private boolean painted;

    public NodeView(Fleet fleet, Nodes nodes, Deployments deployments, Work work) {
        this.actions = new NodeActions(nodes, work);
        this.instances = InstanceGrid.make("instance-grid", i -> new LogDialog(deployments, work, i.id()).open());
        instances.setEmptyStateText("Nothing is placed here.");
        running = Dom.card("Instances", instances);
        setClassName("page");
        devices = Dom.card("Accelerators", accelerators, signs);
        weights.setEmptyStateText("It holds no weights yet.");
        heldWeights = Dom.card("Weights", weights);
        add(DetailPage.back("nodes", "Nodes"), head, inventory, running, heldWeights, devices);
        fleet.follow(this, this::paint);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        about(DetailPage.name(event));
    }

    void about(String wanted) {
        name = wanted;
    }

    @Override
    public String getPageTitle() {
        return name + " · Nodes · Yardmaster";
    }

    private void paint(FleetState state) {
        if (!state.loaded()) {
            return;
        }
        Optional<Node> now = state.node(name);
        held = state.instancesOn(name).size();
        instances.show(state.instancesOn(name));
        weights.show(state.library().on(name));
        heldWeights.setVisible(now.isPresent());
        running.setVisible(now.isPresent());
        devices.setVisible(
                now.filter(n -> !n.inventory().accelerators().isEmpty()).isPresent());
        if (painted && now.equals(shown)) {
            return;
        }
        painted = true;
        shown = now;
        head.removeAll();
        inventory.removeAll();
        now.ifPresentOrElse(this::build, () -> head.add(DetailPage.missing("node", name, "nodes", "nodes")));
    }

    private void build(Node node) {
        accelerators.show(node.inventory().accelerators());
        signs.removeAll();
        DeviceSigns.of(node, actions).forEach(signs::add);
        Button cordon = new Button(node.cordoned() ? "Uncordon" : "Cordon", e -> actions.cordon(node));
        cordon.setId("cordon-node");
        cordon.addThemeNames("small");
        Button forget = new Button("Forget", e -> getUI().ifPresent(ui -> actions.forget(name, held, ui)));
        forget.setId("forget-node");
        forget.addThemeNames("small", "error", "tertiary");
        head.add(
                new PageHeader(Dom.title(node.name()))
                        .beside(new Badge(NodeWords.state(node), Tone.of(node)))
                        .actions(cordon, forget),
                Dom.note(node.sentence()));
        inventory.add(Dom.card("Agent", agent(node)), Dom.card("Inventory", inventory(node.inventory())));
    }

    private static Facts agent(Node node) {
        String synced = NodeWords.isUpToDate(node)
                ? "It does what version " + node.assignmentVersion() + " of its assignment asks."
                : "It has seen version " + node.observedVersion() + " of " + node.assignmentVersion() + ".";
        Facts facts = new Facts()
                .with(
                        node.state() == Node.State.ONLINE ? "Lease runs out" : "Lease ran out for",
                        new Since(node.leaseUntil()))
                .with("Joined for", new Since(node.joinedAt()))
                .with("Agent", node.agentVersion())
                .with("Assignment", synced);
        return node.labels().isEmpty() ? facts : facts.with("Labels", Dom.span("mono", Words.pairs(node.labels())));
    }

    private static Facts inventory(Inventory has) {
        Facts facts = new Facts()
                .with("Host", has.hostname() + ", " + has.operatingSystem() + ", " + has.architecture())
                .with("Processor", NodeWords.processor(has))
                .with("Accelerators", NodeWords.accelerators(has))
                .with("Features", Dom.span("mono wrap", String.join(" ", has.cpuFeatures())))
                .with("Memory", NodeWords.memory(has))
                .with("Disk for weights", NodeWords.disk(has));
        has.notes().forEach(n -> facts.with("Not looked at", n));
        return facts;
    }
}
