package dev.yardmaster.server.catalog.facts;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Headers of GGUF files of any shape, sound or not, without the weights behind them. */
final class GgufWriter {
    static final int F32 = 0;
    static final int F16 = 1;
    static final int Q4_K = 12;

    private final ByteArrayOutputStream values = new ByteArrayOutputStream();
    private final ByteArrayOutputStream tensors = new ByteArrayOutputStream();
    private long valueCount;
    private long tensorCount;
    private long end;
    private int version = 3;

    static GgufWriter of(String architecture) {
        return new GgufWriter().text("general.architecture", architecture);
    }

    GgufWriter version(int other) {
        version = other;
        return this;
    }

    GgufWriter text(String key, String value) {
        key(key, 8);
        string(values, value);
        return this;
    }

    GgufWriter number(String key, int value) {
        key(key, 4);
        int32(values, value);
        return this;
    }

    GgufWriter real(String key, float value) {
        key(key, 6);
        int32(values, Float.floatToIntBits(value));
        return this;
    }

    GgufWriter flag(String key, boolean value) {
        key(key, 7);
        values.write(value ? 1 : 0);
        return this;
    }

    GgufWriter numbers(String key, List<Integer> elements) {
        key(key, 9);
        int32(values, 5);
        int64(values, elements.size());
        elements.forEach(e -> int32(values, e));
        return this;
    }

    GgufWriter flags(String key, List<Boolean> elements) {
        key(key, 9);
        int32(values, 7);
        int64(values, elements.size());
        elements.forEach(e -> values.write(e ? 1 : 0));
        return this;
    }

    GgufWriter texts(String key, List<String> elements) {
        key(key, 9);
        int32(values, 8);
        int64(values, elements.size());
        elements.forEach(e -> string(values, e));
        return this;
    }

    /** A key, a type and nothing that fits it. */
    GgufWriter raw(String key, int type, byte[] bytes) {
        key(key, type);
        values.writeBytes(bytes);
        return this;
    }

    GgufWriter tensor(String name, int type, long... shape) {
        long elements = 1;
        for (long n : shape) {
            elements *= n;
        }
        string(tensors, name);
        int32(tensors, shape.length);
        for (long n : shape) {
            int64(tensors, n);
        }
        int32(tensors, type);
        int64(tensors, end);
        end += switch (type) {
            case F32 -> elements * 4;
            case F16 -> elements * 2;
            default -> Math.ceilDiv(elements, 256L) * 144;
        };
        tensorCount++;
        return this;
    }

    FakeFiles into(FakeFiles files, String path) {
        byte[] header = header(tensorCount, valueCount);
        return files.with(path, header, Math.ceilDiv(header.length, 32) * 32L + end);
    }

    /** With counts that need not be right. */
    byte[] header(long tensorsClaimed, long valuesClaimed) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
        int32(out, version);
        int64(out, tensorsClaimed);
        int64(out, valuesClaimed);
        out.writeBytes(values.toByteArray());
        out.writeBytes(tensors.toByteArray());
        return out.toByteArray();
    }

    private void key(String key, int type) {
        string(values, key);
        int32(values, type);
        valueCount++;
    }

    private static void string(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int64(out, bytes.length);
        out.writeBytes(bytes);
    }

    private static void int32(ByteArrayOutputStream out, int value) {
        out.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array());
    }

    static void int64(ByteArrayOutputStream out, long value) {
        out.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array());
    }
}
