package dev.yardmaster.engine.api;

import dev.yardmaster.engine.llama.ChatTemplate;
import java.util.List;

/** What a request wants continued. */
public sealed interface Prompt {
    record Chat(List<ChatTemplate.Turn> turns) implements Prompt {}

    record Plain(String text) implements Prompt {}

    /** Token ids, already checked against the vocabulary. */
    record Tokens(List<Integer> tokens) implements Prompt {}
}
