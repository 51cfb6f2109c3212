package dev.yardmaster.ui.playground;

import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.yardmaster.contract.playground.Playground;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.ui.layout.MainLayout;
import dev.yardmaster.ui.live.Fleet;
import dev.yardmaster.ui.live.Work;
import dev.yardmaster.ui.parts.DetailPage;
import dev.yardmaster.ui.parts.Dom;
import dev.yardmaster.ui.parts.EmptyState;
import dev.yardmaster.ui.parts.PageHeader;
import dev.yardmaster.ui.parts.Toast;
import jakarta.annotation.security.RolesAllowed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A chat through the real gateway: tokens as they come, and what each answer cost. */
@Route(value = "playground/:name?", layout = MainLayout.class)
@PageTitle("Playground · Yardmaster")
@RolesAllowed("ADMIN")
public final class PlaygroundView extends Div implements BeforeEnterObserver {
    private static final long serialVersionUID = 1L;
    private final transient Playground playground;
    private final transient Work work;
    private final Settings settings = new Settings();
    private final Div turns = Dom.div("turns");
    private final TextArea input = new TextArea();
    private final Button send = new Button("Send", e -> send());
    private final Button stop = new Button("Stop", e -> stop());
    private final transient List<Playground.Turn> conversation = new ArrayList<>();
    private transient Optional<Playground.Call> call = Optional.empty();
    private transient Optional<Answer> newest = Optional.empty();
    private String preferred = "";
    private transient List<String> deployed = List.of();

    public PlaygroundView(Fleet fleet, Playground playground, Work work) {
        this.playground = playground;
        this.work = work;
        setClassName("page tall");
        turns.setId("playground-turns");
        prepareInput();
        prepareButtons();
        Button fresh = new Button("New chat", e -> startOver());
        fresh.setId("playground-new");
        fresh.addThemeNames("small", "tertiary");
        Div chat = Dom.div("chat card", turns, Dom.div("ask", input, Dom.div("ask-buttons", send, stop)));
        add(
                new PageHeader("Playground", "Through the gateway, as an application would: " + playground.gatewayUrl())
                        .actions(fresh),
                Dom.div("playground", chat, settings));
        startOver();
        fleet.follow(
                this,
                state -> offer(state.deployments().stream()
                        .map(d -> d.name() + d.status().ready())
                        .toList()));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        preferred = DetailPage.name(event);
    }

    private void prepareInput() {
        input.setId("playground-input");
        input.setAriaLabel("Your message");
        input.setPlaceholder("Ask something. Enter sends, Shift+Enter breaks the line.");
        input.setAutofocus(true);
        input.setMinRows(1);
        input.setMaxRows(8);
        input.setValueChangeMode(ValueChangeMode.EAGER);
        input.getElement()
                .addEventListener("keydown", e -> {
                    input.setValue(e.getEventData().get("element.value").asString());
                    send();
                })
                .addEventData("element.value")
                .setFilter("event.key === 'Enter' && !event.shiftKey && !event.isComposing")
                .preventDefault();
    }

    private void prepareButtons() {
        send.setId("playground-send");
        send.addThemeNames("primary");
        stop.setId("playground-stop");
        stop.addThemeNames("error");
        stop.setVisible(false);
    }

    /** Asks for the routes again when deployments came, went or changed what is ready. */
    private void offer(List<String> now) {
        if (now.equals(deployed) && !settings.route().isEmpty()) {
            return;
        }
        deployed = now;
        work.run(this, playground::routes, r -> settings.offer(r, preferred), p -> Toast.show(p.detail()));
    }

    private void startOver() {
        stop();
        call = Optional.empty();
        busy(false);
        conversation.clear();
        newest = Optional.empty();
        turns.removeAll();
        turns.add(new EmptyState(
                "Ask a model something", "Tokens appear as they are made, with the time to the first and the speed."));
    }

    private void send() {
        String question = input.getValue().strip();
        if (question.isEmpty() || call.isPresent()) {
            return;
        }
        if (!settings.isReady()) {
            Toast.show("Choose a route, a temperature from 0 to 2 and at least one token.");
            return;
        }
        if (conversation.isEmpty()) {
            turns.removeAll();
        }
        input.clear();
        turns.add(Dom.div("turn user", Dom.span("who", "You"), Dom.div("answer-text", Dom.span("", question))));
        conversation.add(new Playground.Turn("user", question));
        ask();
    }

    private void ask() {
        getUI().ifPresent(ui -> {
            newest.ifPresent(Answer::unmark);
            Answer answer = new Answer(ui, this::ended);
            answer.mark("playground-answer", "playground-figures");
            newest = Optional.of(answer);
            turns.add(answer);
            busy(true);
            begin(answer);
        });
    }

    private void begin(Answer answer) {
        try {
            call = Optional.of(playground.chat(settings.question(conversation), answer));
        } catch (ProblemException refusal) {
            answer.failed(refusal.problem().detail());
        }
    }

    private void ended(Answer answer) {
        if (!newest.equals(Optional.of(answer))) {
            return;
        }
        call = Optional.empty();
        busy(false);
        if (answer.content().isEmpty()) {
            conversation.removeLast();
        } else {
            conversation.add(new Playground.Turn("assistant", answer.content()));
        }
        input.focus();
    }

    private void stop() {
        call.ifPresent(Playground.Call::cancel);
    }

    private void busy(boolean writing) {
        send.setVisible(!writing);
        stop.setVisible(writing);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        stop();
    }
}
