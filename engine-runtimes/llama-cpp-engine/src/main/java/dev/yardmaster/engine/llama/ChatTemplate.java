package dev.yardmaster.engine.llama;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The chat template of the GGUF, applied by llama.cpp, which recognises a fixed set of templates and does not run
 * others. Contents must not hold U+0000: it would end the text.
 */
public final class ChatTemplate {
    /** One turn of a conversation. */
    public record Turn(String role, String content) {}

    private static final List<Turn> PROBE = List.of(new Turn("user", "x"));

    private final MethodHandle apply;
    private final MemorySegment template;
    private final Optional<String> problem;

    private ChatTemplate(Symbols symbols, MemorySegment template) {
        this.apply = symbols.function(
                "llama_chat_apply_template",
                Symbols.INT,
                Symbols.POINTER,
                Symbols.POINTER,
                Symbols.LONG,
                Symbols.BOOL,
                Symbols.POINTER,
                Symbols.INT);
        this.template = template;
        this.problem = findProblem();
    }

    static ChatTemplate of(Symbols symbols, MemorySegment model) {
        return Symbols.call(
                "llama_model_chat_template",
                () -> new ChatTemplate(symbols, (MemorySegment)
                        symbols.function("llama_model_chat_template", Symbols.POINTER, Symbols.POINTER, Symbols.POINTER)
                                .invokeExact(model, MemorySegment.NULL)));
    }

    private Optional<String> findProblem() {
        if (template.equals(MemorySegment.NULL)) {
            return Optional.of("the model file has no chat template");
        }
        return render(PROBE).isPresent()
                ? Optional.empty()
                : Optional.of("the model's chat template is not one that this build of llama.cpp can apply");
    }

    /** Why chat requests cannot be served, or nothing. */
    public Optional<String> problem() {
        return problem;
    }

    /** The prompt up to where the assistant's answer begins. */
    public String prompt(List<Turn> turns) {
        return render(turns).orElseThrow(() -> new IllegalStateException("the chat template cannot be applied"));
    }

    private Optional<String> render(List<Turn> turns) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment messages = messages(turns, arena);
            int guess = 512
                    + turns.stream()
                            .mapToInt(turn -> 32 + 4 * turn.content().length())
                            .sum();
            MemorySegment buffer = arena.allocate(guess);
            int length = apply(messages, turns.size(), buffer);
            if (length > buffer.byteSize()) {
                buffer = arena.allocate(length);
                length = apply(messages, turns.size(), buffer);
            }
            return length < 0
                    ? Optional.empty()
                    : Optional.of(new String(
                            buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE), StandardCharsets.UTF_8));
        }
    }

    private static MemorySegment messages(List<Turn> turns, Arena arena) {
        MemorySegment messages = arena.allocate(Symbols.POINTER, 2L * turns.size());
        for (int i = 0; i < turns.size(); i++) {
            messages.setAtIndex(
                    Symbols.POINTER, 2L * i, arena.allocateFrom(turns.get(i).role()));
            messages.setAtIndex(
                    Symbols.POINTER, 2L * i + 1, arena.allocateFrom(turns.get(i).content()));
        }
        return messages;
    }

    private int apply(MemorySegment messages, long count, MemorySegment buffer) {
        return Symbols.call("llama_chat_apply_template", () ->
                (int) apply.invokeExact(template, messages, count, true, buffer, (int) buffer.byteSize()));
    }
}
