package dev.yardmaster.engine.decode;

import dev.yardmaster.engine.sampling.Choice;
import java.util.List;

/** What a generation tells whoever asked for it. After anything but {@link Text} nothing follows. */
public sealed interface GenerationEvent {
    /** More text, with the tokens chosen since the last event. */
    record Text(String text, List<Choice> choices) implements GenerationEvent {}

    record Finished(FinishReason reason, Usage usage) implements GenerationEvent {}

    record Failed(String message) implements GenerationEvent {}

    /** Somebody cancelled it: the client has left, or the engine stops. */
    record Cancelled() implements GenerationEvent {}

    /** The adapter was unloaded before the generation began. */
    record AdapterGone() implements GenerationEvent {}
}
