package dev.yardmaster.gateway.json;

/** Well-formed UTF-8, as table 3-7 of the Unicode standard has it: nothing overlong, no surrogates. */
final class Utf8 {
    private Utf8() {}

    /** The place after the character of several bytes that starts at {@code at}. */
    static int after(byte[] in, int at, int end) {
        int lead = in[at] & 0xFF;
        int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        boolean good = lead >= 0xC2 && lead <= 0xF4 && end - at >= length && secondFits(lead, in[at + 1] & 0xFF);
        for (int i = 2; good && i < length; i++) {
            good = (in[at + i] & 0xC0) == 0x80;
        }
        if (!good) {
            throw new MalformedJson("expected UTF-8", at);
        }
        return at + length;
    }

    private static boolean secondFits(int lead, int second) {
        int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        return second >= low && second <= high;
    }
}
