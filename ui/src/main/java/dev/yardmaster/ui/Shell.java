package dev.yardmaster.ui;

import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Inline;
import com.vaadin.flow.component.page.Push;
import com.vaadin.flow.server.AppShellSettings;
import com.vaadin.flow.theme.aura.Aura;

/** How every page begins: push, theme, and the remembered choice of light or dark before the first paint. */
@Push
@StyleSheet(Aura.STYLESHEET)
@StyleSheet("yard/yard.css")
public class Shell implements AppShellConfigurator {
    private static final long serialVersionUID = 1L;

    private static final String SCHEME = """
            document.documentElement.style.colorScheme = localStorage.getItem('yard-scheme') || 'light dark';
            """;

    @Override
    public void configurePage(AppShellSettings settings) {
        settings.addInlineWithContents(Inline.Position.PREPEND, SCHEME, Inline.Wrapping.JAVASCRIPT);
        settings.addLink("icon", "yard/icon.svg");
        settings.addMetaTag("color-scheme", "light dark");
    }
}
