package dev.yardmaster.ui.keys;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.yardmaster.contract.access.ApiKey;
import dev.yardmaster.contract.access.ApiKeys;
import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.ui.layout.MainLayout;
import dev.yardmaster.ui.live.Fleet;
import dev.yardmaster.ui.live.FleetState;
import dev.yardmaster.ui.live.Work;
import dev.yardmaster.ui.parts.ActionDialog;
import dev.yardmaster.ui.parts.Api;
import dev.yardmaster.ui.parts.Dom;
import dev.yardmaster.ui.parts.EmptyState;
import dev.yardmaster.ui.parts.Filter;
import dev.yardmaster.ui.parts.LiveGrid;
import dev.yardmaster.ui.parts.PageHeader;
import dev.yardmaster.ui.parts.ServerAddress;
import dev.yardmaster.ui.parts.Since;
import dev.yardmaster.ui.parts.Toast;
import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Collectors;

/** API keys: who may do what, since when, until when. */
@Route(value = "keys", layout = MainLayout.class)
@PageTitle("API keys · Yardmaster")
@RolesAllowed("ADMIN")
public final class KeysView extends Div {
    private static final long serialVersionUID = 1L;
    private static final String LAST = "<yard-since at=\"${item.at}\" after=\"ago\"></yard-since>";
    private final transient ApiKeys keys;
    private final transient Work work;
    private final LiveGrid<ApiKey> grid = new LiveGrid<>("key-grid", ApiKey::id);

    public KeysView(Fleet fleet, ApiKeys keys, Work work) {
        this.keys = keys;
        this.work = work;
        setClassName("page tall");
        columns();
        Button create = new Button("Create key", e -> new NewKeyDialog(keys, work).open());
        create.setId("create-key");
        create.addThemeNames("primary", "small");
        add(
                new PageHeader("API keys", "Only a hash of each is kept; the token itself is shown once.")
                        .actions(new Filter(grid, k -> k.name() + ' ' + scopes(k)), create),
                grid);
        grid.setEmptyStateText("Loading…");
        fleet.follow(this, this::paint);
    }

    private void columns() {
        grid.column(
                        "Name",
                        LitRenderer.<ApiKey>of("<span class=\"strong\">${item.name}</span>")
                                .withProperty("name", ApiKey::name))
                .setAutoWidth(false)
                .setFlexGrow(1)
                .setWidth(LiveGrid.WIDE)
                .setComparator(Comparator.comparing(ApiKey::name));
        grid.column(
                "Scopes",
                LitRenderer.<ApiKey>of("<span class=\"tag\">${item.scopes}</span>")
                        .withProperty("scopes", KeysView::scopes));
        grid.column(
                "Id",
                LitRenderer.<ApiKey>of("<span class=\"mono\">${item.id}</span>").withProperty("id", ApiKey::id));
        grid.column(
                "Age",
                LitRenderer.<ApiKey>of(Since.template("at"))
                        .withProperty("at", k -> k.createdAt().toString()));
        grid.column(
                "Expires",
                LitRenderer.<ApiKey>of(Since.template("at") + "<span class=\"note\">${item.never}</span>")
                        .withProperty(
                                "at", k -> k.expiresAt().map(Instant::toString).orElse(""))
                        .withProperty("never", k -> k.expiresAt().isPresent() ? "" : "never"));
        grid.column(
                "Last used",
                LitRenderer.<ApiKey>of(LAST + "<span class=\"note\">${item.never}</span>")
                        .withProperty(
                                "at", k -> k.lastUsedAt().map(Instant::toString).orElse(""))
                        .withProperty("never", k -> k.lastUsedAt().isPresent() ? "" : "never"));
        grid.column(
                "",
                LitRenderer.<ApiKey>of(
                                "<button class=\"mini danger\" @click=\"${revoke}\" aria-label=\"Revoke ${item.name}\">Revoke</button>")
                        .withProperty("name", ApiKey::name)
                        .withFunction("revoke", this::revoke));
    }

    private static String scopes(ApiKey key) {
        return key.scopes().stream().map(KeyScope::word).sorted().collect(Collectors.joining(", "));
    }

    private void paint(FleetState state) {
        if (state.loaded() && state.keys().isEmpty()) {
            grid.setEmptyStateComponent(
                    new EmptyState("There are no keys", "Applications need one of scope inference to ask a model."));
        }
        grid.show(state.keys());
    }

    private void revoke(ApiKey key) {
        new ActionDialog(work, "Revoke key " + key.name(), "Revoke")
                .danger()
                .with(Dom.note("Whoever uses it is refused: by the server at once, by the gateways with their next"
                        + " route table. This cannot be taken back."))
                .curl(Api.revokeKey(ServerAddress.current(), key.id()))
                .doing(
                        () -> {
                            keys.revoke(key.id());
                            return key.name();
                        },
                        name -> Toast.show("Key " + name + " is revoked"))
                .open();
    }
}
