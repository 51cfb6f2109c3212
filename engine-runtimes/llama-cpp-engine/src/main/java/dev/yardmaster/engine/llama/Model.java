package dev.yardmaster.engine.llama;

import dev.yardmaster.engine.failure.ExitCode;
import dev.yardmaster.engine.failure.StartFailure;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/** A loaded GGUF model. Close contexts and adapters first. */
public final class Model implements AutoCloseable {
    private final LlamaLibrary library;
    private final MemorySegment handle;
    private final Vocabulary vocabulary;

    private Model(LlamaLibrary library, MemorySegment handle) {
        this.library = library;
        this.handle = handle;
        this.vocabulary = Vocabulary.of(library.symbols(), handle);
    }

    public static Model load(LlamaLibrary library, Path file) {
        Gguf.problem(file).ifPresent(problem -> {
            throw refusal(file, problem);
        });
        library.log().clear();
        MemorySegment handle = open(library, file);
        if (handle.equals(MemorySegment.NULL)) {
            throw refusal(file, library.log().reason());
        }
        var model = new Model(library, handle);
        if (model.is("llama_model_has_encoder") || !model.is("llama_model_has_decoder")) {
            model.close();
            throw refusal(file, "its architecture has an encoder; this engine serves decoder models");
        }
        return model;
    }

    private boolean is(String question) {
        return Symbols.call(question, () -> (boolean) library.symbols()
                .function(question, Symbols.BOOL, Symbols.POINTER)
                .invokeExact(handle));
    }

    private static StartFailure refusal(Path file, String problem) {
        return new StartFailure(ExitCode.BAD_MODEL, "model %s: %s".formatted(file, problem));
    }

    private static MemorySegment open(LlamaLibrary library, Path file) {
        return Symbols.call("llama_model_load_from_file", () -> {
            try (Arena arena = Arena.ofConfined()) {
                BuildLayout.ModelParams offsets = library.layout().model();
                MemorySegment parameters = library.modelDefaults(arena);
                parameters.set(Symbols.INT, offsets.gpuLayers(), 0);
                return (MemorySegment) library.symbols()
                        .function("llama_model_load_from_file", Symbols.POINTER, Symbols.POINTER, offsets.layout())
                        .invokeExact(arena.allocateFrom(file.toString()), parameters);
            }
        });
    }

    /** The context length the model was trained for. */
    public int trainedContext() {
        return Symbols.call("llama_model_n_ctx_train", () -> (int) library.symbols()
                .function("llama_model_n_ctx_train", Symbols.INT, Symbols.POINTER)
                .invokeExact(handle));
    }

    /** Bytes of all tensors. */
    public long size() {
        return Symbols.call("llama_model_size", () -> (long) library.symbols()
                .function("llama_model_size", Symbols.LONG, Symbols.POINTER)
                .invokeExact(handle));
    }

    public Vocabulary vocabulary() {
        return vocabulary;
    }

    public ChatTemplate chatTemplate() {
        return ChatTemplate.of(library.symbols(), handle);
    }

    public LlamaLibrary library() {
        return library;
    }

    MemorySegment handle() {
        return handle;
    }

    @Override
    public void close() {
        Symbols.run("llama_model_free", () -> {
            library.symbols().procedure("llama_model_free", Symbols.POINTER).invokeExact(handle);
        });
    }
}
