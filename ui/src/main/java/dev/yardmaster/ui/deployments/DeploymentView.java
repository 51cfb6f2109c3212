package dev.yardmaster.ui.deployments;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.tabs.TabSheet;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import dev.yardmaster.contract.deployment.Deployment;
import dev.yardmaster.contract.deployment.Deployments;
import dev.yardmaster.contract.deployment.Instance;
import dev.yardmaster.contract.document.Documents;
import dev.yardmaster.contract.event.Events;
import dev.yardmaster.ui.documents.DocumentText;
import dev.yardmaster.ui.layout.MainLayout;
import dev.yardmaster.ui.live.Fleet;
import dev.yardmaster.ui.live.FleetState;
import dev.yardmaster.ui.live.Work;
import dev.yardmaster.ui.parts.Badge;
import dev.yardmaster.ui.parts.CodeBlock;
import dev.yardmaster.ui.parts.DetailPage;
import dev.yardmaster.ui.parts.Dom;
import dev.yardmaster.ui.parts.LiveGrid;
import dev.yardmaster.ui.parts.PageHeader;
import dev.yardmaster.ui.parts.Tone;
import dev.yardmaster.ui.parts.Words;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import java.util.Optional;

/** One deployment: its instances as they change, its revisions, events, placement and document. */
@Route(value = "deployments/:name", layout = MainLayout.class)
@RolesAllowed("ADMIN")
public final class DeploymentView extends Div implements BeforeEnterObserver, HasDynamicTitle {
    private static final long serialVersionUID = 1L;
    private final transient DeploymentActions actions;
    private final Div head = Dom.div("");
    private final TabSheet tabs = new TabSheet();
    private final LiveGrid<Instance> instances;
    private final CodeBlock document = new CodeBlock("");
    private final transient DeploymentDetails details;
    private String name = "";
    private boolean painted;
    private transient Optional<Deployment> shown = Optional.empty();
    private transient List<Instance> shownInstances = List.of();

    public DeploymentView(Fleet fleet, Deployments deployments, Documents documents, Events events, Work work) {
        this.actions = new DeploymentActions(deployments, documents, work);
        this.details = new DeploymentDetails(this, deployments, events, work);
        this.instances = InstanceGrid.make("instance-grid", i -> new LogDialog(deployments, work, i.id()).open());
        instances.setEmptyStateText("There are no instances.");
        setClassName("page");
        tabs.setId("deployment-tabs");
        tabs.setWidthFull();
        tabs.add("Instances", instances);
        details.addTo(tabs);
        tabs.add("Document", document);
        tabs.addSelectedChangeListener(e -> details.reload(name));
        add(DetailPage.back("deployments", "Deployments"), head, details.problem(), tabs);
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
        return name + " · Deployments · Yardmaster";
    }

    private void paint(FleetState state) {
        if (!state.loaded()) {
            return;
        }
        Optional<Deployment> now = state.deployment(name);
        List<Instance> running = state.instancesOf(name);
        instances.show(running);
        boolean same = painted && now.equals(shown);
        if (same && running.equals(shownInstances)) {
            return;
        }
        shownInstances = running;
        if (!same) {
            painted = true;
            shown = now;
            head.removeAll();
            tabs.setVisible(now.isPresent());
            now.ifPresentOrElse(
                    this::build, () -> head.add(DetailPage.missing("deployment", name, "deployments", "deployments")));
        }
        if (now.isPresent()) {
            details.reload(name);
        }
    }

    private void build(Deployment deployment) {
        Deployment.Status status = deployment.status();
        document.show(DocumentText.of(deployment));
        head.add(
                new PageHeader(Dom.title(deployment.name()))
                        .beside(new Badge(Words.of(status.phase()), Tone.of(status.phase())))
                        .actions(
                                button(
                                        "try-deployment",
                                        "Try it",
                                        () -> getUI().ifPresent(ui -> ui.navigate("playground/" + deployment.name()))),
                                button("scale-deployment", "Scale", () -> actions.scale(deployment)),
                                button("edit-deployment", "Edit", () -> actions.edit(deployment)),
                                delete()),
                sentence(status),
                Dom.div(
                        "chips",
                        chip("Ready", status.ready() + " of " + status.wanted()),
                        chip("Revision", status.revision() + ""),
                        Dom.div(
                                "chip",
                                Dom.span("note", "Model"),
                                Dom.link(
                                        "models/" + deployment.spec().model(),
                                        deployment.spec().model())),
                        chip("Runtime", deployment.spec().runtime().orElse("chosen by format"))));
    }

    private static Div sentence(Deployment.Status status) {
        Div sentence = Dom.div("lead", Dom.span("", status.sentence()));
        sentence.setId("deployment-sentence");
        return sentence;
    }

    private static Div chip(String label, String value) {
        return Dom.div("chip", Dom.span("note", label), Dom.span("strong", value));
    }

    private Button delete() {
        Button delete = button("delete-deployment", "Delete", () -> getUI().ifPresent(ui -> actions.delete(name, ui)));
        delete.addThemeNames("error", "tertiary");
        return delete;
    }

    private static Button button(String id, String label, Runnable action) {
        Button button = new Button(label, e -> action.run());
        button.setId(id);
        button.addThemeNames("small");
        return button;
    }
}
