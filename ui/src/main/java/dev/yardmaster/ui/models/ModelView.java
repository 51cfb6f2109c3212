package dev.yardmaster.ui.models;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.yardmaster.contract.catalog.Adapter;
import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.document.Documents;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.weights.NodeWeights;
import dev.yardmaster.ui.adapters.NewAdapter;
import dev.yardmaster.ui.documents.DocumentText;
import dev.yardmaster.ui.layout.MainLayout;
import dev.yardmaster.ui.live.Fleet;
import dev.yardmaster.ui.live.FleetState;
import dev.yardmaster.ui.live.Work;
import dev.yardmaster.ui.parts.ActionDialog;
import dev.yardmaster.ui.parts.Api;
import dev.yardmaster.ui.parts.CodeBlock;
import dev.yardmaster.ui.parts.DetailPage;
import dev.yardmaster.ui.parts.Dom;
import dev.yardmaster.ui.parts.Facts;
import dev.yardmaster.ui.parts.LiveGrid;
import dev.yardmaster.ui.parts.PageHeader;
import dev.yardmaster.ui.parts.ServerAddress;
import dev.yardmaster.ui.parts.Since;
import dev.yardmaster.ui.parts.Toast;
import dev.yardmaster.ui.parts.Words;
import dev.yardmaster.ui.weights.NewPrefetch;
import dev.yardmaster.ui.weights.WeightsGrid;
import jakarta.annotation.security.RolesAllowed;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One model: what it was resolved to, its files, its document, and who serves it. */
@Route(value = "models/:name", layout = MainLayout.class)
@RolesAllowed("ADMIN")
public final class ModelView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;
    private final transient Documents documents;
    private final transient Work work;
    private String name = "";
    private transient Optional<Shown> shown = Optional.empty();
    private final LiveGrid<NodeWeights> weights = WeightsGrid.byNode("weights-grid");

    public ModelView(Fleet fleet, Documents documents, Work work) {
        this.documents = documents;
        this.work = work;
        setClassName("page");
        fleet.follow(this, this::paint);
    }

    /** What the page was painted from. */
    private record Shown(Optional<Model> model, List<String> servedBy, List<String> adapters) {}

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        about(DetailPage.name(event));
    }

    void about(String wanted) {
        name = wanted;
    }

    @Override
    public String getPageTitle() {
        return name + " · Models · Yardmaster";
    }

    private void paint(FleetState state) {
        Shown now = new Shown(
                state.model(name),
                state.deploymentsOf(name).stream().map(d -> d.name()).toList(),
                state.library().adaptersOf(name).stream().map(Adapter::name).toList());
        weights.show(state.library().of(Kind.MODEL, name));
        if (!state.loaded() || shown.equals(Optional.of(now))) {
            return;
        }
        shown = Optional.of(now);
        removeAll();
        now.model()
                .ifPresentOrElse(m -> build(m, now), () -> add(DetailPage.missing("model", name, "models", "models")));
    }

    private void build(Model model, Shown now) {
        Button delete = new Button("Delete", e -> delete(now.servedBy()));
        delete.setId("delete-model");
        delete.addThemeNames("small", "error", "tertiary");
        Button keep = new Button(
                "Keep on nodes",
                e -> NewPrefetch.dialog(documents, work, Kind.MODEL, name).open());
        keep.setId("prefetch-model");
        keep.addThemeNames("small");
        add(
                DetailPage.back("models", "Models"),
                new PageHeader(Dom.title(model.name()))
                        .beside(Dom.span("tag", model.status().format().name()))
                        .actions(keep, delete),
                Dom.div("columns", Dom.card("Resolved to", facts(model, now.servedBy())), adapters(now.adapters())),
                Dom.card("Where the weights are", weights),
                Dom.div("columns", FactTable.of(model), document(model)),
                Dom.card("Files", files(model)));
    }

    private static Facts facts(Model model, List<String> servedBy) {
        Facts facts = new Facts()
                .with("Source", Dom.span("mono", model.spec().source()))
                .with("Commit", Dom.span("mono wrap", model.status().commit()))
                .with(
                        "Size",
                        Words.bytes(model.status().bytes()) + " in "
                                + Words.count(model.status().files().size(), "file"));
        model.metadata().createdAt().ifPresent(at -> facts.with("In the catalogue for", new Since(at)));
        Div served = Dom.div("row");
        servedBy.forEach(d -> served.add(Dom.link("deployments/" + d, d)));
        return facts.with("Served by", servedBy.isEmpty() ? Dom.span("note", "no deployment") : served);
    }

    private Div adapters(List<String> names) {
        Button add = new Button(
                "Add adapter", e -> NewAdapter.dialog(documents, work, name).open());
        add.setId("add-adapter");
        add.addThemeNames("small");
        Div row = Dom.div("row");
        names.forEach(n -> row.add(Dom.link("adapters", n)));
        return Dom.card("Adapters on this base", names.isEmpty() ? Dom.note("None is in the catalogue.") : row, add);
    }

    private static Div document(Model model) {
        return Dom.card("Document", new CodeBlock(DocumentText.of(model)));
    }

    private static LiveGrid<ModelFile> files(Model model) {
        LiveGrid<ModelFile> grid = new LiveGrid<>("file-grid", ModelFile::path);
        grid.allRows();
        grid.column(
                        "Path",
                        LitRenderer.<ModelFile>of("<span class=\"mono\">${item.path}</span>")
                                .withProperty("path", ModelFile::path))
                .setAutoWidth(false)
                .setFlexGrow(1)
                .setWidth(LiveGrid.WIDE)
                .setComparator(Comparator.comparing(ModelFile::path));
        grid.column(
                        "Size",
                        LitRenderer.<ModelFile>of("<span class=\"num\">${item.size}</span>")
                                .withProperty("size", f -> Words.bytes(f.size())))
                .setComparator(Comparator.comparing(ModelFile::size));
        grid.column(
                "SHA-256",
                LitRenderer.<ModelFile>of("""
                <span class="mono" title="${item.all}">${item.short}</span>
                <button class="mini" ?hidden="${!item.all}" @click="${e => window.yard.copy(item.all, e.currentTarget)}"
                  aria-label="Copy the digest of ${item.path}">Copy</button>""")
                        .withProperty("path", ModelFile::path)
                        .withProperty("all", ModelFile::sha256)
                        .withProperty("short", f -> f.sha256().isEmpty() ? "not stated" : Words.digest(f.sha256())));
        grid.show(model.status().files());
        return grid;
    }

    private void delete(List<String> servedBy) {
        ActionDialog dialog = new ActionDialog(work, "Delete model " + name, "Delete")
                .with(Dom.note("It leaves the catalogue. Weights that nodes hold and files in the hub stay."));
        if (!servedBy.isEmpty()) {
            dialog.with(Dom.note("Deployments still serve it: " + String.join(", ", servedBy)
                    + ". The server will refuse until they are gone."));
        }
        dialog.typed(name)
                .curl(Api.delete(ServerAddress.current(), Kind.MODEL, name))
                .doing(
                        () -> {
                            documents.delete(Kind.MODEL, name);
                            return name;
                        },
                        gone -> {
                            Toast.show("Model " + gone + " is deleted");
                            getUI().ifPresent(ui -> ui.navigate("models"));
                        })
                .open();
    }
}
