package dev.yardmaster.engine.serve;

import dev.yardmaster.engine.cli.Settings;
import dev.yardmaster.engine.decode.DecodeLoop;
import dev.yardmaster.engine.decode.DecodeObserver;
import dev.yardmaster.engine.decode.Lora;
import dev.yardmaster.engine.failure.ExitCode;
import dev.yardmaster.engine.failure.StartFailure;
import dev.yardmaster.engine.llama.Context;
import dev.yardmaster.engine.llama.ContextShape;
import dev.yardmaster.engine.llama.LlamaLibrary;
import dev.yardmaster.engine.llama.LoraAdapter;
import dev.yardmaster.engine.llama.Model;
import dev.yardmaster.engine.llama.Vocabulary;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The model in memory with the threads that work on it. */
final class LoadedModel implements AutoCloseable {
    private static final int USUAL_CONTEXT = 4096;
    /** Below this a second thread costs more in waiting than it computes. */
    private static final long SMALL_MODEL = 256L << 20;

    private final Model model;
    private final Context context;
    private final ContextShape shape;
    private final DecodeLoop decoding;
    private final PromptTokenizer tokenizer;

    private LoadedModel(Model model, ContextShape shape, DecodeObserver observer, Consumer<Throwable> onDeath) {
        this.model = model;
        this.shape = shape;
        this.context = Context.create(model, shape);
        context.warmUp();
        this.decoding = new DecodeLoop(context, model.vocabulary(), observer, System::nanoTime, onDeath);
        this.tokenizer = new PromptTokenizer(model.vocabulary(), model.chatTemplate(), shape.tokens());
        decoding.start();
    }

    static LoadedModel load(Settings settings, DecodeObserver observer, Consumer<Throwable> onDeath) {
        LlamaLibrary library = LlamaLibrary.load(settings.nativeCache());
        Model model = Model.load(library, settings.model());
        return new LoadedModel(model, shape(settings, model), observer, onDeath);
    }

    private static ContextShape shape(Settings settings, Model model) {
        int trained = model.trainedContext();
        int tokens = settings.contextSize().orElse(Math.min(trained, USUAL_CONTEXT));
        if (tokens > trained) {
            throw new StartFailure(
                    ExitCode.BAD_CONFIGURATION,
                    "--ctx-size %d is more than the %d tokens this model was trained for".formatted(tokens, trained));
        }
        if ((long) tokens * settings.parallel() > Integer.MAX_VALUE) {
            throw new StartFailure(
                    ExitCode.BAD_CONFIGURATION,
                    "--ctx-size %d times --parallel %d is too large".formatted(tokens, settings.parallel()));
        }
        int usualThreads = model.size() < SMALL_MODEL ? 1 : Runtime.getRuntime().availableProcessors();
        return new ContextShape(tokens, settings.parallel(), settings.threads().orElse(usualThreads));
    }

    Lora loadAdapter(String name, Path file) {
        return LoraAdapter.load(model, name, file);
    }

    Vocabulary vocabulary() {
        return model.vocabulary();
    }

    PromptTokenizer tokenizer() {
        return tokenizer;
    }

    DecodeLoop decoding() {
        return decoding;
    }

    /** Tokens of one sequence. */
    int contextSize() {
        return shape.tokens();
    }

    /** Tokens of all sequences together. */
    int cacheCapacity() {
        return Math.multiplyExact(shape.tokens(), shape.sequences());
    }

    String build() {
        return "llama.cpp-b" + model.library().build();
    }

    @Override
    public void close() {
        decoding.close();
        tokenizer.close();
        context.close();
        model.close();
    }
}
