package dev.yardmaster.server.catalog.facts.gguf;

import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.server.catalog.facts.reading.ModelFiles;
import dev.yardmaster.server.catalog.facts.reading.Notes;
import dev.yardmaster.server.catalog.facts.reading.Unreadable;
import dev.yardmaster.server.catalog.facts.tensors.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Header of one GGUF file.
 *
 * @param path of the file
 */
public record GgufHeader(String path, Metadata metadata, List<Tensor> tensors) {
    private static final int MAGIC = 0x46554747;
    private static final int MOST_TENSORS = 100_000;
    private static final int MOST_VALUES = 10_000;
    private static final int LONGEST_NAME = 1_024;
    private static final int MOST_DIMENSIONS = 8;
    private static final int SMALLEST_TENSOR = 8 + 4 + 4 + 8;
    private static final int SMALLEST_VALUE = 8 + 4 + 1;
    private static final int DEFAULT_ALIGNMENT = 32;

    public GgufHeader {
        tensors = List.copyOf(tensors);
    }

    /** @throws Unreadable where it is none, or not sound */
    public static GgufHeader read(ModelFiles files, ModelFile file, Notes notes) {
        GgufInput in = new GgufInput(files, file);
        checkVersion(in);
        long tensors = bounded(in, "tensors", SMALLEST_TENSOR, MOST_TENSORS);
        long values = bounded(in, "metadata values", SMALLEST_VALUE, MOST_VALUES);
        Metadata metadata = Metadata.read(in, (int) values, notes);
        List<Tensor> infos = new ArrayList<>();
        long end = 0;
        for (int i = 0; i < tensors; i++) {
            end = Math.max(end, tensor(in, infos));
        }
        checkData(in, metadata, end);
        return new GgufHeader(file.path(), metadata, infos);
    }

    private static void checkVersion(GgufInput in) {
        if (in.left() < 24 || in.int32() != MAGIC) {
            throw new Unreadable(in.path() + " does not begin as a GGUF file does.");
        }
        int version = in.int32();
        if (version != 2 && version != 3) {
            int reversed = Integer.reverseBytes(version);
            boolean big = reversed == 2 || reversed == 3;
            throw new Unreadable(in.path()
                    + (big
                            ? " is big-endian; only little-endian GGUF is read."
                            : " is of GGUF version " + Integer.toUnsignedString(version) + "; 2 and 3 are read."));
        }
    }

    private static long bounded(GgufInput in, String what, int bytesEach, int most) {
        long count = in.count(what, bytesEach);
        if (count > most) {
            throw new Unreadable(in.path() + " claims " + count + " " + what + "; at most " + most + " make sense.");
        }
        return count;
    }

    /** Adds it, and returns where its data end as far as its type is known. */
    private static long tensor(GgufInput in, List<Tensor> infos) {
        String name = in.text(LONGEST_NAME);
        int dimensions = in.int32();
        if (dimensions < 0 || dimensions > MOST_DIMENSIONS) {
            throw new Unreadable(in.path() + " has a tensor '" + Notes.shown(name, 100) + "' of "
                    + Integer.toUnsignedString(dimensions) + " dimensions.");
        }
        long[] shape = new long[dimensions];
        for (int i = 0; i < dimensions; i++) {
            shape[i] = in.int64();
        }
        int type = in.int32();
        long offset = in.int64();
        try {
            long elements = Arrays.stream(shape).reduce(1, Math::multiplyExact);
            if (offset < 0 || Arrays.stream(shape).anyMatch(n -> n < 0)) {
                throw new ArithmeticException();
            }
            infos.add(new Tensor(name, GgmlType.name(type), shape, elements));
            return Math.addExact(offset, GgmlType.bytes(type, elements));
        } catch (ArithmeticException e) {
            throw new Unreadable(in.path() + " has a tensor '" + Notes.shown(name, 100) + "' beyond all bounds.", e);
        }
    }

    private static void checkData(GgufInput in, Metadata metadata, long end) {
        int alignment = metadata.whole("general.alignment").filter(a -> a > 0).orElse(DEFAULT_ALIGNMENT);
        long begin = Math.ceilDiv(in.position(), alignment) * (long) alignment;
        long held = in.position() + in.left() - begin;
        if (end > held && end > 0) {
            throw new Unreadable(in.path() + " describes " + end + " bytes of weights and holds " + Math.max(0, held)
                    + "; it is cut short.");
        }
    }
}
