package dev.yardmaster.ui.playground;

import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import dev.yardmaster.contract.playground.Playground;
import dev.yardmaster.ui.live.Work;
import dev.yardmaster.ui.parts.Dom;
import dev.yardmaster.ui.parts.Words;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One answer while it is being written: tokens are gathered for a moment, then sent to the browser together. */
final class Answer extends Div implements Playground.Listener {
    private static final long serialVersionUID = 1L;
    private static final Duration GATHER = Duration.ofMillis(40);
    private final transient UI ui;
    private final transient Consumer<Answer> ended;
    private final transient Executor soon;
    private final Div text = Dom.div("answer-text");
    private final Div figures = Dom.div("answer-figures");
    private final transient StringBuilder whole = new StringBuilder();
    private final transient StringBuilder gathered = new StringBuilder();
    private boolean waiting;

    /** @param ended called once under the UI's lock, however it ended */
    Answer(UI ui, Consumer<Answer> ended) {
        this(
                ui,
                ended,
                java.util.concurrent.CompletableFuture.delayedExecutor(GATHER.toMillis(), TimeUnit.MILLISECONDS));
    }

    Answer(UI ui, Consumer<Answer> ended, Executor soon) {
        this.ui = ui;
        this.ended = ended;
        this.soon = soon;
        setClassName("turn assistant writing");
        text.getElement().setAttribute("aria-live", "polite");
        add(Dom.span("who", "Model"), text, figures);
    }

    void mark(String textId, String figuresId) {
        text.setId(textId);
        figures.setId(figuresId);
    }

    void unmark() {
        text.getElement().removeAttribute("id");
        figures.getElement().removeAttribute("id");
    }

    /** What was written, also when it was stopped. */
    String content() {
        synchronized (whole) {
            return whole.toString();
        }
    }

    @Override
    public void token(String token) {
        synchronized (whole) {
            whole.append(token);
            gathered.append(token);
            if (waiting) {
                return;
            }
            waiting = true;
        }
        soon.execute(() -> Work.later(ui, this::flush));
    }

    private void flush() {
        String chunk;
        synchronized (whole) {
            chunk = gathered.toString();
            gathered.setLength(0);
            waiting = false;
        }
        if (!chunk.isEmpty()) {
            text.add(new Text(chunk));
            getElement().executeJs("window.yard.follow(this.parentElement)");
        }
    }

    @Override
    public void done(Playground.Figures f) {
        Work.later(
                ui,
                () -> end(() -> figures.add(
                        figure("TTFT", Words.millis(f.timeToFirstToken())),
                        figure("Speed", String.format(Locale.ROOT, "%.1f tokens/s", f.tokensPerSecond())),
                        figure("Tokens", f.promptTokens() + " in, " + f.completionTokens() + " out"),
                        figure("Total", Words.millis(f.total())),
                        figure("Ended by", f.finishReason()),
                        figure("Instance", f.instance()))));
    }

    @Override
    public void failed(String sentence) {
        Work.later(
                ui,
                () -> end(() -> {
                    Div error = Dom.div("problem", Dom.span("problem-title", sentence));
                    error.getElement().setAttribute("role", "alert");
                    figures.add(error);
                }));
    }

    private void end(Runnable show) {
        flush();
        removeClassName("writing");
        show.run();
        getElement().executeJs("window.yard.follow(this.parentElement)");
        ended.accept(this);
    }

    private static Div figure(String name, String value) {
        return Dom.div("answer-figure", Dom.span("note", name), Dom.span("", value));
    }
}
