package dev.yardmaster.engine.llama;

import dev.yardmaster.engine.decode.Batch;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The memory of a {@code llama_batch}, filled anew for each call. */
final class NativeBatch {
    private final BuildLayout.BatchFields offsets;
    private final MemorySegment struct;
    private final MemorySegment tokens;
    private final MemorySegment positions;
    private final MemorySegment sequences;
    private final MemorySegment outputs;

    NativeBatch(BuildLayout.BatchFields offsets, int capacity, Arena arena) {
        this.offsets = offsets;
        struct = arena.allocate(offsets.layout());
        tokens = arena.allocate(Symbols.INT, capacity);
        positions = arena.allocate(Symbols.INT, capacity);
        sequences = arena.allocate(Symbols.INT, capacity);
        outputs = arena.allocate(capacity);
        MemorySegment counts = arena.allocate(Symbols.INT, capacity);
        MemorySegment sequencePointers = arena.allocate(Symbols.POINTER, capacity);
        for (int row = 0; row < capacity; row++) {
            counts.setAtIndex(Symbols.INT, row, 1);
            sequencePointers.setAtIndex(
                    Symbols.POINTER, row, sequences.asSlice((long) row * Integer.BYTES, Integer.BYTES));
        }
        struct.set(Symbols.POINTER, offsets.token(), tokens);
        struct.set(Symbols.POINTER, offsets.pos(), positions);
        struct.set(Symbols.POINTER, offsets.seqCount(), counts);
        struct.set(Symbols.POINTER, offsets.seqIds(), sequencePointers);
        struct.set(Symbols.POINTER, offsets.logits(), outputs);
    }

    MemorySegment fill(Batch batch) {
        for (int row = 0; row < batch.size(); row++) {
            tokens.setAtIndex(Symbols.INT, row, batch.token(row));
            positions.setAtIndex(Symbols.INT, row, batch.position(row));
            sequences.setAtIndex(Symbols.INT, row, batch.sequence(row));
            outputs.set(ValueLayout.JAVA_BYTE, row, (byte) (batch.output(row) ? 1 : 0));
        }
        struct.set(Symbols.INT, offsets.tokens(), batch.size());
        return struct;
    }
}
