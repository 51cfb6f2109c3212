package dev.yardmaster.server.catalog.facts;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.StringJoiner;

/** Headers of safetensors files of any shape, without the weights behind them. */
final class SafetensorsWriter {
    private static final Map<String, Integer> BITS = Map.ofEntries(
            Map.entry("F32", 32),
            Map.entry("BF16", 16),
            Map.entry("F16", 16),
            Map.entry("F8_E4M3", 8),
            Map.entry("F8_E8M0", 8),
            Map.entry("I64", 64),
            Map.entry("I32", 32),
            Map.entry("U32", 32),
            Map.entry("I8", 8),
            Map.entry("U8", 8),
            Map.entry("BOOL", 8));

    private final StringJoiner members = new StringJoiner(",", "{", "}");
    private long end;

    SafetensorsWriter() {
        members.add("\"__metadata__\":{\"format\":\"pt\"}");
    }

    SafetensorsWriter tensor(String name, String dtype, long... shape) {
        long bytes = Arrays.stream(shape).reduce(1, Math::multiplyExact) * BITS.getOrDefault(dtype, 8) / 8;
        members.add("\"" + name + "\":{\"dtype\":\"" + dtype + "\",\"shape\":" + Arrays.toString(shape)
                + ",\"data_offsets\":[" + end + "," + (end + bytes) + "]}");
        end += bytes;
        return this;
    }

    SafetensorsWriter raw(String member) {
        members.add(member);
        return this;
    }

    /** Puts the header into the files, which then claim to have the weights too. */
    FakeFiles into(FakeFiles files, String path) {
        byte[] header = header(members.toString());
        return files.with(path, header, header.length + end);
    }

    static byte[] header(String json) {
        byte[] text = json.getBytes(StandardCharsets.UTF_8);
        return withLength(text.length, text);
    }

    static byte[] withLength(long length, byte[] text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .array());
        out.writeBytes(text);
        return out.toByteArray();
    }
}
