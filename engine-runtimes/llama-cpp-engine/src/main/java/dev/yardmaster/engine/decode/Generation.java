package dev.yardmaster.engine.decode;

import dev.yardmaster.engine.sampling.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One answer under way: takes chosen tokens, gives text, and knows when it is complete. Decode thread only. */
public final class Generation {
    private final GenerationTask task;
    private final long arrived;
    private final List<Choice> unsent = new ArrayList<>();
    private int cached;
    private int generated;
    private long lastToken;

    /** {@code arrived} is the nano time from which the time to the first token counts. */
    public Generation(GenerationTask task, long arrived) {
        this.task = task;
        this.arrived = arrived;
    }

    GenerationTask task() {
        return task;
    }

    long arrived() {
        return arrived;
    }

    void began(int cachedTokens) {
        cached = cachedTokens;
    }

    int generated() {
        return generated;
    }

    /** When the last token came; the arrival before the first. Sets the new time. */
    long tokenAt(long now) {
        long before = generated == 0 ? arrived : lastToken;
        lastToken = now;
        return before;
    }

    /** Takes a token; the reason when the answer is complete with it. {@code roomLeft}: whether another would fit. */
    Optional<FinishReason> accept(Choice choice, TokenPieces pieces, boolean roomLeft) {
        generated++;
        if (pieces.isEnd(choice.token())) {
            return Optional.of(FinishReason.STOP);
        }
        unsent.add(choice);
        send(task.text().accept(pieces.piece(choice.token())));
        if (task.text().stopped()) {
            return Optional.of(FinishReason.STOP);
        }
        return generated >= task.maxTokens() || !roomLeft ? Optional.of(FinishReason.LENGTH) : Optional.empty();
    }

    void finish(FinishReason reason) {
        String rest = task.text().finish();
        if (!rest.isEmpty() || !unsent.isEmpty()) {
            emit(rest);
        }
        task.events().accept(new GenerationEvent.Finished(reason, usage()));
    }

    void end(GenerationEvent event) {
        task.events().accept(event);
    }

    private Usage usage() {
        return new Usage(task.prompt().length, cached, generated);
    }

    private void send(String text) {
        if (!text.isEmpty()) {
            emit(text);
        }
    }

    private void emit(String text) {
        task.events().accept(new GenerationEvent.Text(text, List.copyOf(unsent)));
        unsent.clear();
    }
}
