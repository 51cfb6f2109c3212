package dev.yardmaster.engine.llama;

import dev.yardmaster.engine.decode.Backend;
import dev.yardmaster.engine.decode.Batch;
import dev.yardmaster.engine.decode.DecodeException;
import dev.yardmaster.engine.decode.Lora;
import dev.yardmaster.engine.failure.ExitCode;
import dev.yardmaster.engine.failure.StartFailure;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** An inference context of a model: the key-value cache of all sequences, and decoding. One thread only. */
public final class Context implements Backend, AutoCloseable {
    private static final int NO_ROOM = 1;
    /** In b4916 the answer both to a batch without contiguous cells and to a failed computation: the first is usual. */
    private static final int NOT_PREPARED = -3;

    private final Model model;
    private final ContextShape shape;
    private final MemorySegment handle;
    private final ContextCalls calls;
    private final NativeBatch batch;
    private final Arena arena = Arena.ofShared();
    private Lora lora = Lora.BASE;

    private Context(Model model, ContextShape shape, MemorySegment handle) {
        this.model = model;
        this.shape = shape;
        this.handle = handle;
        BuildLayout.BatchFields fields = model.library().layout().batch();
        this.calls = new ContextCalls(model.library().symbols(), fields.layout(), handle);
        this.batch = new NativeBatch(fields, ContextShape.BATCH, arena);
    }

    public static Context create(Model model, ContextShape shape) {
        model.library().log().clear();
        MemorySegment handle = open(model, shape);
        if (handle.equals(MemorySegment.NULL)) {
            throw new StartFailure(
                    ExitCode.BAD_CONFIGURATION,
                    "no context of %d sequences with %d tokens: %s"
                            .formatted(
                                    shape.sequences(),
                                    shape.tokens(),
                                    model.library().log().reason()));
        }
        return new Context(model, shape, handle);
    }

    private static MemorySegment open(Model model, ContextShape shape) {
        LlamaLibrary library = model.library();
        return Symbols.call("llama_init_from_model", () -> {
            try (Arena arena = Arena.ofConfined()) {
                BuildLayout.ContextParams offsets = library.layout().context();
                MemorySegment parameters = library.contextDefaults(arena);
                parameters.set(Symbols.INT, offsets.ctx(), shape.cells());
                parameters.set(Symbols.INT, offsets.batch(), ContextShape.BATCH);
                parameters.set(Symbols.INT, offsets.ubatch(), ContextShape.BATCH);
                parameters.set(Symbols.INT, offsets.seqMax(), shape.sequences());
                parameters.set(Symbols.INT, offsets.threads(), shape.threads());
                parameters.set(Symbols.INT, offsets.threadsBatch(), shape.threads());
                return (MemorySegment) library.symbols()
                        .function("llama_init_from_model", Symbols.POINTER, Symbols.POINTER, offsets.layout())
                        .invokeExact(model.handle(), parameters);
            }
        });
    }

    /** Decodes one token and forgets it: pages weights in, and shows that decoding works. */
    public void warmUp() {
        var one = new Batch(1);
        one.add(0, 0, 0, true);
        decode(one);
        logits(0, new float[vocabularySize()]);
        truncate(0, 0);
    }

    @Override
    public int contextSize() {
        return shape.tokens();
    }

    @Override
    public int sequences() {
        return shape.sequences();
    }

    @Override
    public int batchCapacity() {
        return Math.min(ContextShape.BATCH, shape.cells());
    }

    @Override
    public int vocabularySize() {
        return model.vocabulary().size();
    }

    @Override
    public void use(Lora wanted) {
        if (wanted == lora) {
            return;
        }
        switch (wanted) {
            case LoraAdapter adapter -> calls.adapter(adapter.handle());
            case Lora none -> calls.adapter(MemorySegment.NULL);
        }
        lora = wanted;
    }

    /** A batch needs contiguous cells. llama.cpp could move cells together, but in b4916 that may end the process. */
    @Override
    public boolean decode(Batch wanted) {
        model.library().log().clear();
        MemorySegment filled = batch.fill(wanted);
        int result = calls.decode(filled);
        if (result != 0) {
            undo(wanted);
        }
        if (result != 0 && !isNoRoom(result)) {
            throw new DecodeException("llama_decode answered %d: %s"
                    .formatted(result, model.library().log().reason()));
        }
        return result == 0;
    }

    private static boolean isNoRoom(int result) {
        return result == NO_ROOM || result == NOT_PREPARED;
    }

    /** A failed call may leave part of the batch in the cache. */
    private void undo(Batch failed) {
        for (int row = failed.size() - 1; row >= 0; row--) {
            calls.removeFrom(failed.sequence(row), failed.position(row));
        }
    }

    @Override
    public void logits(int row, float[] into) {
        MemorySegment logits = calls.logits(row);
        if (logits.equals(MemorySegment.NULL)) {
            throw new DecodeException("llama.cpp has no logits for row %d".formatted(row));
        }
        MemorySegment.copy(
                logits.reinterpret((long) into.length * Float.BYTES), Symbols.FLOAT, 0, into, 0, into.length);
    }

    @Override
    public boolean truncate(int sequence, int length) {
        return calls.removeFrom(sequence, length);
    }

    @Override
    public void release(Lora released) {
        if (released == lora) {
            use(Lora.BASE);
        }
        if (released instanceof LoraAdapter adapter) {
            adapter.free();
        }
    }

    @Override
    public void close() {
        Symbols.run("llama_free", () -> {
            model.library().symbols().procedure("llama_free", Symbols.POINTER).invokeExact(handle);
        });
        arena.close();
    }
}
