package dev.yardmaster.engine.llama;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;

/**
 * Where the fields of llama.cpp's by-value structs lie. They move between builds without notice, so a build that
 * is not in the table is refused.
 */
record BuildLayout(int build, ModelParams model, ContextParams context, BatchFields batch) {

    /** Offsets in {@code llama_model_params}. */
    record ModelParams(long size, long gpuLayers) {
        StructLayout layout() {
            return opaque(size);
        }
    }

    /** Offsets in {@code llama_context_params}, and what the defaults must read. */
    record ContextParams(
            long size, long ctx, long batch, long ubatch, long seqMax, long threads, long threadsBatch, long typeK) {
        static final int DEFAULT_CTX = 512;
        static final int DEFAULT_BATCH = 2048;
        static final int DEFAULT_SEQ_MAX = 1;
        static final int DEFAULT_TYPE_K = 1;

        StructLayout layout() {
            return opaque(size);
        }
    }

    /** Offsets in {@code llama_batch}. */
    record BatchFields(long size, long tokens, long token, long pos, long seqCount, long seqIds, long logits) {
        StructLayout layout() {
            return opaque(size);
        }
    }

    private static final List<BuildLayout> KNOWN = List.of(new BuildLayout(
            4916,
            new ModelParams(64, 8),
            new ContextParams(120, 0, 4, 8, 12, 16, 20, 88),
            new BatchFields(56, 0, 8, 24, 32, 40, 48)));

    static Optional<BuildLayout> of(int build) {
        return KNOWN.stream().filter(layout -> layout.build == build).findFirst();
    }

    static String knownBuilds() {
        return String.join(
                ", ", KNOWN.stream().map(layout -> "b" + layout.build).toList());
    }

    /** Passing a struct by value needs only its size: all are larger than what travels in registers. */
    private static StructLayout opaque(long size) {
        return MemoryLayout.structLayout(MemoryLayout.sequenceLayout(size / Long.BYTES, ValueLayout.JAVA_LONG));
    }
}
