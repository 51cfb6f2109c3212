package dev.yardmaster.ui.layout;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.spring.security.AuthenticationContext;
import dev.yardmaster.ui.live.Fleet;
import dev.yardmaster.ui.parts.Dom;
import jakarta.annotation.security.RolesAllowed;
import java.util.Optional;

/** Navigation at the side, the fleet's state and the person above, a view in the middle. */
@RolesAllowed("ADMIN")
@JsModule("context://yard/yard.js")
public final class MainLayout extends AppLayout {
    private static final long serialVersionUID = 1L;

    public MainLayout(Fleet fleet, AuthenticationContext authentication) {
        setPrimarySection(Section.DRAWER);
        StatusStrip strip = new StatusStrip();
        fleet.follow(this, strip::paint);
        addToDrawer(brand(), navigation(), foot());
        addToNavbar(Dom.div("navbar", new DrawerToggle(), strip, person(authentication)));
    }

    private static Component brand() {
        Div mark = Dom.div("mark");
        mark.getElement().setAttribute("aria-hidden", "true");
        return Dom.div("brand", mark, Dom.span("brand-name", "Yardmaster"));
    }

    private static SideNav navigation() {
        SideNav nav = new SideNav();
        nav.setId("nav");
        nav.addItem(
                item("overview", "Overview", "", VaadinIcon.DASHBOARD, "o"),
                item("deployments", "Deployments", "deployments", VaadinIcon.ROCKET, "d"),
                item("models", "Models", "models", VaadinIcon.CUBES, "m"),
                item("adapters", "Adapters", "adapters", VaadinIcon.PUZZLE_PIECE, "a"),
                item("prefetches", "Prefetch", "prefetches", VaadinIcon.DOWNLOAD, "f"),
                item("nodes", "Nodes", "nodes", VaadinIcon.SERVER, "n"),
                item("playground", "Playground", "playground", VaadinIcon.CHAT, "p"),
                item("keys", "API keys", "keys", VaadinIcon.KEY, "k"));
        return nav;
    }

    private static SideNavItem item(String id, String label, String path, VaadinIcon icon, String letter) {
        SideNavItem item = new SideNavItem(label, path, icon.create());
        item.setId("nav-" + id);
        item.setMatchNested(!path.isEmpty());
        item.getElement().setAttribute("data-key", letter);
        Span key = Dom.span("kbd", "g " + letter);
        key.getElement().setAttribute("aria-hidden", "true");
        item.setSuffixComponent(key);
        return item;
    }

    private static Component foot() {
        String version = Optional.ofNullable(MainLayout.class.getPackage().getImplementationVersion())
                .orElse("development build");
        Span shown = Dom.span("note", "Server " + version);
        shown.setId("server-version");
        return Dom.div("drawer-foot", shown);
    }

    private static Component person(AuthenticationContext authentication) {
        Button scheme = new Button(VaadinIcon.ADJUST.create());
        scheme.setId("toggle-scheme");
        scheme.addThemeNames("tertiary", "small");
        scheme.setAriaLabel("Light, dark or as the system");
        scheme.addAttachListener(e -> scheme.getElement().executeJs("window.yard.bindScheme(this)"));
        Span name = Dom.span("person", authentication.getPrincipalName().orElse(""));
        name.setId("person");
        Button out = new Button("Log out", e -> authentication.logout());
        out.setId("logout");
        out.addThemeNames("tertiary", "small");
        return Dom.div("row end", scheme, name, out);
    }
}
