package dev.yardmaster.server.catalog.source.oci;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes archives as tar programs do, and as they should not. */
final class TarMaker {
    private static final int BLOCK = 512;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] of(String path, byte[] content) {
        return new TarMaker().file(path, content).end();
    }

    TarMaker file(String path, byte[] content) {
        return entry('0', path, content);
    }

    TarMaker entry(char type, String path, byte[] content) {
        return header(type, path, String.format("%011o", content.length).getBytes(StandardCharsets.US_ASCII), "")
                .body(content);
    }

    /** Extended header that says more of what comes next. */
    TarMaker pax(String... records) {
        return entry(
                'x',
                "PaxHeaders/next",
                utf8(String.join(
                        "", Arrays.stream(records).map(TarMaker::record).toList())));
    }

    private static String record(String pair) {
        int rest = utf8(pair).length + 2;
        int length = rest + 1;
        while (Integer.toString(length).length() + rest != length) {
            length++;
        }
        return length + " " + pair + "\n";
    }

    TarMaker header(char type, String path, byte[] size, String prefix) {
        byte[] block = new byte[BLOCK];
        put(block, 0, utf8(path));
        put(block, 100, utf8("0000644\0"));
        put(block, 124, size);
        put(block, 136, utf8("00000000000\0"));
        Arrays.fill(block, 148, 156, (byte) ' ');
        block[156] = (byte) type;
        put(block, 257, utf8("ustar\0" + "00"));
        put(block, 345, utf8(prefix));
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        put(block, 148, utf8(String.format("%06o\0 ", sum)));
        out.writeBytes(block);
        return this;
    }

    private static void put(byte[] block, int at, byte[] bytes) {
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    TarMaker body(byte[] content) {
        out.writeBytes(content);
        out.writeBytes(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
        return this;
    }

    byte[] end() {
        out.writeBytes(new byte[2 * BLOCK]);
        return out.toByteArray();
    }

    byte[] cutOff() {
        return out.toByteArray();
    }
}
