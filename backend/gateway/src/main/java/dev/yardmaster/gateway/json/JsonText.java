package dev.yardmaster.gateway.json;

/** Writes JSON strings. */
public final class JsonText {
    private JsonText() {}

    /** {@code text} in quotes, with everything escaped that RFC 8259 wants escaped. */
    public static String quote(String text) {
        var out = new StringBuilder(text.length() + 8).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> appendPlain(out, c);
            }
        }
        return out.append('"').toString();
    }

    /** Surrogates are escaped like control characters: a lone one has no UTF-8. */
    private static void appendPlain(StringBuilder out, char c) {
        if (c < 0x20 || Character.isSurrogate(c)) {
            out.append(String.format("\\u%04x", (int) c));
        } else {
            out.append(c);
        }
    }
}
