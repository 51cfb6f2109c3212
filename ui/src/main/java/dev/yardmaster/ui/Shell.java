package dev.yardmaster.ui;

import com.vaadin.flow.component.page.AppShellConfigurator;
import com.vaadin.flow.component.page.Push;

/** How every page begins. */
@Push
public class Shell implements AppShellConfigurator {
    private static final long serialVersionUID = 1L;
}
