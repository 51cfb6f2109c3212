package dev.yardmaster.gateway.json;

import java.nio.charset.StandardCharsets;

/**
 * Walks over JSON in place, without a tree. Strict as RFC 8259 is: grammar and UTF-8 are checked in whatever is passed
 * over, so that nothing is handed on that an engine would read differently.
 */
final class JsonCursor {
    private static final int DEEPEST = 500;

    private final byte[] in;
    private final int end;
    private int at;

    JsonCursor(byte[] in, int from, int end) {
        this.in = in;
        this.at = from;
        this.end = end;
    }

    int at() {
        return at;
    }

    int byteAt(int place) {
        return in[place] & 0xFF;
    }

    /** Another cursor over a part of the same bytes. */
    JsonCursor within(int from, int stop) {
        return new JsonCursor(in, from, stop);
    }

    /** The next byte that is not white space, not consumed; -1 at the end. */
    int next() {
        while (at < end) {
            byte b = in[at];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b & 0xFF;
            }
            at++;
        }
        return -1;
    }

    boolean take(char wanted) {
        if (next() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    void expect(char wanted, String expectation) {
        if (!take(wanted)) {
            throw new MalformedJson("expected " + expectation, at);
        }
    }

    void expectEnd() {
        if (next() != -1) {
            throw new MalformedJson("expected the end of the body", at);
        }
    }

    void skipValue() {
        skipValue(0);
    }

    private void skipValue(int depth) {
        if (depth > DEEPEST) {
            throw new MalformedJson("expected at most " + DEEPEST + " levels", at);
        }
        switch (next()) {
            case '{' -> skipObject(depth);
            case '[' -> skipArray(depth);
            case '"' -> skipString();
            case 't' -> skipWord("true");
            case 'f' -> skipWord("false");
            case 'n' -> skipWord("null");
            default -> skipNumber();
        }
    }

    private void skipObject(int depth) {
        at++;
        if (take('}')) {
            return;
        }
        do {
            expectString("a name in quotes");
            expect(':', "':'");
            skipValue(depth + 1);
        } while (take(','));
        expect('}', "',' or '}'");
    }

    private void skipArray(int depth) {
        at++;
        if (take(']')) {
            return;
        }
        do {
            skipValue(depth + 1);
        } while (take(','));
        expect(']', "',' or ']'");
    }

    private void skipWord(String word) {
        if (!takeWord(word)) {
            throw new MalformedJson("expected a value", at);
        }
    }

    /** Consumes the literal where it stands next. */
    boolean takeWord(String word) {
        next();
        if (end - at < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (in[at + i] != word.charAt(i)) {
                return false;
            }
        }
        at += word.length();
        return true;
    }

    /** Passes over the string that must come next. */
    void expectString(String expectation) {
        if (next() != '"') {
            throw new MalformedJson("expected " + expectation, at);
        }
        skipString();
    }

    private void skipString() {
        at++;
        while (at < end) {
            byte b = in[at];
            if (b == '"') {
                at++;
                return;
            } else if (b == '\\') {
                skipEscape();
            } else if (b < 0) {
                at = Utf8.after(in, at, end);
            } else if (b < 0x20) {
                throw new MalformedJson("expected control characters in strings to be escaped", at);
            } else {
                at++;
            }
        }
        throw new MalformedJson("expected the closing quote", at);
    }

    private void skipEscape() {
        int kind = at + 1 < end ? in[at + 1] : -1;
        if (kind == 'u') {
            skipHex();
        } else if (kind < 0 || "\"\\/bfnrt".indexOf(kind) < 0) {
            throw new MalformedJson("expected a known escape", at);
        } else {
            at += 2;
        }
    }

    private void skipHex() {
        for (int i = at + 2; i < at + 6; i++) {
            if (i >= end || Character.digit(in[i], 16) < 0) {
                throw new MalformedJson("expected four hexadecimal digits", i);
            }
        }
        at += 6;
    }

    private void skipNumber() {
        int start = at;
        if (at < end && in[at] == '-') {
            at++;
        }
        if (at < end && in[at] == '0') {
            at++;
        } else {
            skipDigits(start);
        }
        if (at < end && in[at] == '.') {
            at++;
            skipDigits(start);
        }
        if (at < end && (in[at] == 'e' || in[at] == 'E')) {
            at++;
            if (at < end && (in[at] == '+' || in[at] == '-')) {
                at++;
            }
            skipDigits(start);
        }
    }

    private void skipDigits(int start) {
        int first = at;
        while (at < end && in[at] >= '0' && in[at] <= '9') {
            at++;
        }
        if (at == first) {
            throw new MalformedJson("expected a value", start);
        }
    }

    /** Whether the string that was just passed over, quotes included, reads as {@code text}, escapes or not. */
    boolean reads(int start, int stop, String text) {
        int length = stop - start - 2;
        if (length == text.length()) {
            for (int i = 0; i < length; i++) {
                if (in[start + 1 + i] != text.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
        return length > text.length() && text(start, stop).equals(text);
    }

    /** The string that was just passed over, quotes included, with its escapes resolved. */
    String text(int start, int stop) {
        String raw = new String(in, start + 1, stop - start - 2, StandardCharsets.UTF_8);
        return raw.indexOf('\\') < 0 ? raw : unescape(raw);
    }

    private static String unescape(String raw) {
        var out = new StringBuilder(raw.length());
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '\\') {
                out.append(c);
            } else if (raw.charAt(++i) == 'u') {
                out.append((char) Integer.parseInt(raw, i + 1, i + 5, 16));
                i += 4;
            } else {
                out.append("\"\\/\b\f\n\r\t".charAt("\"\\/bfnrt".indexOf(raw.charAt(i))));
            }
        }
        return out.toString();
    }
}
