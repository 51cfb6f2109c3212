package dev.yardmaster.engine.api;

import dev.yardmaster.engine.decode.FinishReason;
import dev.yardmaster.engine.decode.Usage;
import dev.yardmaster.engine.sampling.Choice;
import java.util.List;
import java.util.Optional;

/** How an answer is written, whole or in chunks. */
public interface AnswerFormat {
    /** The chunk before the first text, where the format has one. */
    Optional<String> opening();

    String chunk(String text, List<Choice> choices);

    String closing(FinishReason reason);

    /** The last chunk of a stream that was asked to report usage. */
    String usage(Usage usage);

    String whole(String text, List<Choice> choices, FinishReason reason, Usage usage);
}
