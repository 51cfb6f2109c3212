package dev.yardmaster.ui.playground;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextArea;
import dev.yardmaster.contract.deployment.Deployment.Phase;
import dev.yardmaster.contract.playground.Playground;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.ui.fake.Samples;
import dev.yardmaster.ui.fake.ViewTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlaygroundViewTest extends ViewTest {
    private static final Playground.Figures FIGURES =
            new Playground.Figures(Duration.ofMillis(50), Duration.ofMillis(1050), 12, 41, "stop", "chat-1-a");

    @BeforeEach
    void aRoute() {
        yard.put(Samples.deployment("chat", "m", Phase.READY, 1, 1, 1, "Ready."));
        show(new PlaygroundView(fleet, yard.playground, work));
    }

    @Test
    void asksWithWhatIsSetAndShowsFigures() {
        find(TextArea.class).id("playground-system").setValue("Be short.");
        ask("What is the capital of France?");
        Playground.Question question = yard.playground.questions.getFirst();
        assertThat(question.route()).isEqualTo("chat");
        assertThat(question.turns())
                .containsExactly(
                        new Playground.Turn("system", "Be short."),
                        new Playground.Turn("user", "What is the capital of France?"));
        answer("Par", "is.");
        assertThat(text(find(Div.class).id("playground-answer"))).isEqualTo("Paris.");
        assertThat(text(find(Div.class).id("playground-figures")))
                .contains("TTFT", "50 ms", "40.0 tokens/s", "12 in, 41 out", "chat-1-a");
    }

    @Test
    void carriesTheConversationOn() {
        ask("One?");
        answer("1");
        ask("Two?");
        assertThat(yard.playground.questions.get(1).turns())
                .extracting(Playground.Turn::content)
                .containsExactly("One?", "1", "Two?");
        assertThat(text(find(Div.class).id("playground-answer"))).isEmpty();
    }

    @Test
    void stopsAndKeepsWhatWasSaid() {
        ask("Long?");
        yard.playground.listener.orElseThrow().token("It is ");
        click("playground-stop");
        assertThat(yard.playground.cancelled).isTrue();
        yard.playground.listener.orElseThrow().done(FIGURES);
        settle();
        assertThat(find(Button.class).id("playground-send").isVisible()).isTrue();
        assertThat(text(find(Div.class).id("playground-answer"))).isEqualTo("It is ");
    }

    @Test
    void stopsWhenTheViewIsLeft() {
        ask("Long?");
        UI.getCurrent().removeAll();
        settle();
        assertThat(yard.playground.cancelled).isTrue();
        assertThat(yard.events.listeners()).isEqualTo(1);
    }

    @Test
    void showsAFailureInPlaceAndCanAskAgain() {
        ask("Anyone?");
        yard.playground.listener.orElseThrow().failed("No instance of chat is ready.");
        settle();
        assertThat(text(find(Div.class).id("playground-figures"))).contains("No instance of chat is ready.");
        ask("Now?");
        assertThat(yard.playground.questions.get(1).turns()).hasSize(1);
    }

    @Test
    void showsARefusalToBegin() {
        yard.refuseNext(ProblemException.of(ProblemType.BUSY, "Too many questions at once."));
        ask("Anyone?");
        assertThat(all()).contains("Too many questions at once.");
        assertThat(find(Button.class).id("playground-send").isVisible()).isTrue();
    }

    @Test
    void startsOver() {
        ask("One?");
        click("playground-new");
        assertThat(yard.playground.cancelled).isTrue();
        yard.playground.listener.orElseThrow().done(FIGURES);
        settle();
        ask("Two?");
        assertThat(yard.playground.questions.get(1).turns()).isEqualTo(List.of(new Playground.Turn("user", "Two?")));
    }

    private void ask(String question) {
        find(TextArea.class).id("playground-input").setValue(question);
        click("playground-send");
    }

    private void answer(String... tokens) {
        Playground.Listener listener = yard.playground.listener.orElseThrow();
        List.of(tokens).forEach(listener::token);
        listener.done(FIGURES);
        settle();
    }
}
