package dev.yardmaster.engine.text;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Joins the bytes of tokens to whole characters: a token may end inside one. Broken bytes become U+FFFD. */
public final class Utf8Assembler {
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private byte[] held = {};

    /** The characters that are complete now. */
    public String accept(byte[] bytes) {
        return decode(bytes, false);
    }

    /** What is left when no more bytes come: an incomplete character becomes U+FFFD. */
    public String finish() {
        return decode(new byte[0], true);
    }

    private String decode(byte[] bytes, boolean last) {
        byte[] all = Arrays.copyOf(held, held.length + bytes.length);
        System.arraycopy(bytes, 0, all, held.length, bytes.length);
        ByteBuffer input = ByteBuffer.wrap(all);
        CharBuffer output = CharBuffer.allocate(all.length + 1);
        decoder.reset();
        decoder.decode(input, output, last);
        held = Arrays.copyOfRange(all, input.position(), all.length);
        return output.flip().toString();
    }
}
