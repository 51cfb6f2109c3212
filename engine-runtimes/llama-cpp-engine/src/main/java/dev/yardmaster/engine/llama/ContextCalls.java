package dev.yardmaster.engine.llama;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;

/** The calls on one {@code llama_context} that each decode step makes. */
final class ContextCalls {
    private final MemorySegment context;
    private final MethodHandle decode;
    private final MethodHandle logits;
    private final MethodHandle remove;
    private final MethodHandle clearAdapters;
    private final MethodHandle setAdapter;

    ContextCalls(Symbols symbols, StructLayout batch, MemorySegment context) {
        this.context = context;
        decode = symbols.function("llama_decode", Symbols.INT, Symbols.POINTER, batch);
        logits = symbols.function("llama_get_logits_ith", Symbols.POINTER, Symbols.POINTER, Symbols.INT);
        remove = symbols.function(
                "llama_kv_self_seq_rm", Symbols.BOOL, Symbols.POINTER, Symbols.INT, Symbols.INT, Symbols.INT);
        clearAdapters = symbols.procedure("llama_clear_adapter_lora", Symbols.POINTER);
        setAdapter = symbols.function(
                "llama_set_adapter_lora", Symbols.INT, Symbols.POINTER, Symbols.POINTER, Symbols.FLOAT);
    }

    /** 0: done; 1: no room in the cache; anything else: failed. */
    int decode(MemorySegment batch) {
        return Symbols.call("llama_decode", () -> (int) decode.invokeExact(context, batch));
    }

    MemorySegment logits(int row) {
        return Symbols.call("llama_get_logits_ith", () -> (MemorySegment) logits.invokeExact(context, row));
    }

    boolean removeFrom(int sequence, int position) {
        return Symbols.call(
                "llama_kv_self_seq_rm", () -> (boolean) remove.invokeExact(context, sequence, position, -1));
    }

    /** Exactly this adapter at full scale; {@link MemorySegment#NULL} for none. */
    void adapter(MemorySegment adapter) {
        Symbols.run("llama_set_adapter_lora", () -> {
            clearAdapters.invokeExact(context);
            if (!adapter.equals(MemorySegment.NULL)) {
                int unused = (int) setAdapter.invokeExact(context, adapter, 1.0f);
            }
        });
    }
}
