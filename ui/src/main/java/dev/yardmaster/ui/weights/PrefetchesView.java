package dev.yardmaster.ui.weights;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.yardmaster.contract.document.Documents;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.weights.NodeWeights;
import dev.yardmaster.contract.weights.Prefetch;
import dev.yardmaster.ui.layout.MainLayout;
import dev.yardmaster.ui.live.Fleet;
import dev.yardmaster.ui.live.FleetState;
import dev.yardmaster.ui.live.Work;
import dev.yardmaster.ui.parts.ActionDialog;
import dev.yardmaster.ui.parts.Api;
import dev.yardmaster.ui.parts.Dom;
import dev.yardmaster.ui.parts.EmptyState;
import dev.yardmaster.ui.parts.LiveGrid;
import dev.yardmaster.ui.parts.PageHeader;
import dev.yardmaster.ui.parts.ServerAddress;
import dev.yardmaster.ui.parts.Toast;
import dev.yardmaster.ui.parts.Words;
import jakarta.annotation.security.RolesAllowed;
import java.util.Comparator;
import java.util.List;

/** Prefetch policies, and every transfer that is not done. */
@Route(value = "prefetches", layout = MainLayout.class)
@PageTitle("Prefetch · Yardmaster")
@RolesAllowed("ADMIN")
public final class PrefetchesView extends Div {
    private static final long serialVersionUID = 1L;
    private final LiveGrid<Prefetch> policies = new LiveGrid<>("prefetch-grid", Prefetch::name);
    private final LiveGrid<NodeWeights> moving = WeightsGrid.byNode("moving-grid");
    private final transient Documents documents;
    private final transient Work work;

    public PrefetchesView(Fleet fleet, Documents documents, Work work) {
        this.documents = documents;
        this.work = work;
        setClassName("page");
        columns();
        policies.allRows();
        policies.setEmptyStateText("Loading…");
        moving.addColumn(NodeWeights::name).setHeader("Weights of").setAutoWidth(true);
        moving.setEmptyStateText("Every node has what it should have.");
        Button add = new Button(
                "Keep weights on nodes",
                e -> NewPrefetch.dialog(documents, work, Kind.MODEL, "").open());
        add.setId("add-prefetch");
        add.addThemeNames("primary", "small");
        add(
                new PageHeader("Prefetch", "Weights that groups of nodes hold before any deployment asks for them.")
                        .actions(add),
                Dom.card("Policies", policies),
                Dom.card("On their way", moving));
        fleet.follow(this, this::paint);
    }

    private void columns() {
        policies.column(
                        "Name",
                        LitRenderer.<Prefetch>of("<span class=\"strong\">${item.name}</span>")
                                .withProperty("name", Prefetch::name))
                .setComparator(Comparator.comparing(Prefetch::name));
        policies.column(
                        "Weights of",
                        LitRenderer.<Prefetch>of("<span>${item.what}</span>")
                                .withProperty("what", PrefetchesView::what))
                .setFlexGrow(1);
        policies.column(
                "Nodes with",
                LitRenderer.<Prefetch>of("<span class=\"mono\">${item.labels}</span>")
                        .withProperty(
                                "labels",
                                p -> p.spec().nodeLabels().isEmpty()
                                        ? "any labels"
                                        : Words.pairs(p.spec().nodeLabels())));
        policies.column(
                "Held",
                LitRenderer.<Prefetch>of("""
                <div class="ready"><div class="bar ${item.tone}"><i style="width:${item.percent}%"></i></div>
                <span class="num">${item.held} of ${item.wanted}</span></div>""")
                        .withProperty(
                                "tone", p -> p.status().held() < p.status().wanted() ? "busy" : "good")
                        .withProperty(
                                "percent",
                                p -> p.status().wanted() == 0
                                        ? 0
                                        : 100 * p.status().held() / p.status().wanted())
                        .withProperty("held", p -> p.status().held())
                        .withProperty("wanted", p -> p.status().wanted()));
        policies.column(
                "",
                LitRenderer.<Prefetch>of(
                                "<button class=\"mini danger\" @click=\"${del}\" aria-label=\"Delete ${item.name}\">Delete</button>")
                        .withProperty("name", Prefetch::name)
                        .withFunction("del", this::delete));
    }

    private static String what(Prefetch prefetch) {
        return prefetch.spec()
                .model()
                .map(m -> "model " + m)
                .orElseGet(() -> "adapter " + prefetch.spec().adapter().orElse(""));
    }

    private void delete(Prefetch prefetch) {
        new ActionDialog(work, "Delete prefetch " + prefetch.name(), "Delete")
                .with(Dom.note("Nodes keep what they have until they need the room."))
                .danger()
                .curl(Api.delete(ServerAddress.current(), Kind.PREFETCH, prefetch.name()))
                .doing(
                        () -> {
                            documents.delete(Kind.PREFETCH, prefetch.name());
                            return prefetch.name();
                        },
                        gone -> Toast.show("Prefetch " + gone + " is deleted"))
                .open();
    }

    private void paint(FleetState state) {
        List<Prefetch> all = state.library().prefetches();
        if (state.loaded() && all.isEmpty()) {
            policies.setEmptyStateComponent(new EmptyState(
                    "No policy yet",
                    "Without one, a node fetches weights when the first instance that needs them is placed there."));
        }
        policies.show(all);
        moving.show(state.library().weights().stream()
                .filter(w -> w.state() != dev.yardmaster.contract.weights.WeightsState.HELD)
                .toList());
    }
}
