package dev.yardmaster.ui.login;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import dev.yardmaster.ui.parts.Dom;

/** Asks for name and password; says so when they were wrong. */
@Route(value = "login", autoLayout = false)
@PageTitle("Log in · Yardmaster")
@AnonymousAllowed
public final class LoginView extends Div implements BeforeEnterObserver {
    private static final long serialVersionUID = 1L;
    private final LoginForm form = new LoginForm(words());

    public LoginView() {
        setClassName("login");
        form.setId("login-form");
        form.setAction("login");
        form.setForgotPasswordButtonVisible(false);
        Div hint = Dom.div(
                "login-hint",
                Dom.note("The server prints the password of admin once, at its first start."),
                Dom.note("It can also be given by YARD_ADMIN_PASSWORD."));
        add(Dom.div(
                "login-card",
                Dom.div("brand", Dom.div("mark"), Dom.span("brand-name", "Yardmaster")),
                Dom.note("Serving open-weight models on accelerators you own or rent"),
                form,
                hint));
    }

    private static LoginI18n words() {
        LoginI18n words = LoginI18n.createDefault();
        words.getForm().setTitle("");
        words.getForm().setUsername("Name");
        words.getForm().setSubmit("Log in");
        words.getErrorMessage().setTitle("That name and password do not belong together");
        words.getErrorMessage()
                .setMessage("Check both and try again. After several failures the server waits a while.");
        return words;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        form.setError(event.getLocation().getQueryParameters().getParameters().containsKey("error"));
    }
}
