package dev.yardmaster.server.catalog.source.oci;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One block of 512 bytes that stands before a member: POSIX ustar, or GNU's variant of it. */
record TarHeader(String name, long size, char type) {
    static final int BLOCK = 512;
    private static final int CHECKSUM = 148;
    private static final int CHECKSUM_END = 156;
    private static final int TYPE = 156;
    private static final int MAGIC = 257;
    private static final int PREFIX = 345;

    static boolean isEnd(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /** @throws BadTar where it is no header */
    static TarHeader parse(byte[] block) {
        if (block.length < BLOCK || !summed(block)) {
            throw new BadTar("has no header where one should be");
        }
        String name = text(block, 0, 100);
        String prefix = text(block, MAGIC, 6).equals("ustar") && block[MAGIC + 5] == 0 ? text(block, PREFIX, 155) : "";
        return new TarHeader(
                prefix.isEmpty() ? name : prefix + "/" + name, number(block, 124, 12), (char) (block[TYPE] & 0xff));
    }

    /** Old programs summed signed bytes. */
    private static boolean summed(byte[] block) {
        long unsigned = 0;
        long signed = 0;
        for (int i = 0; i < BLOCK; i++) {
            byte b = i >= CHECKSUM && i < CHECKSUM_END ? (byte) ' ' : block[i];
            unsigned += b & 0xff;
            signed += b;
        }
        long stated = number(block, CHECKSUM, CHECKSUM_END - CHECKSUM);
        return stated == unsigned || stated == signed;
    }

    private static String text(byte[] block, int from, int length) {
        int end = from;
        while (end < from + length && block[end] != 0) {
            end++;
        }
        return new String(block, from, end - from, StandardCharsets.UTF_8);
    }

    /** Octal digits, or GNU's big-endian number with the first bit set. */
    private static long number(byte[] block, int from, int length) {
        if ((block[from] & 0x80) != 0) {
            return binary(Arrays.copyOfRange(block, from, from + length));
        }
        String digits = text(block, from, length).strip();
        if (!digits.matches("[0-7]{0,12}")) {
            throw new BadTar("has a number that is none in a header");
        }
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }

    private static long binary(byte[] field) {
        long value = 0;
        for (int i = 0; i < field.length; i++) {
            int digit = i == 0 ? field[0] & 0x7f : field[i] & 0xff;
            if (value >> 54 != 0) {
                throw new BadTar("has a size that is none");
            }
            value = value << 8 | digit;
        }
        return value;
    }
}
