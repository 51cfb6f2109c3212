package dev.yardmaster.gateway.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Picks usage and a few facts out of an engine's answer while it passes, in pieces of any size. It checks nothing: what
 * is not JSON leaves it without findings.
 */
public final class AnswerScanner {
    private static final int WATCHED_DEPTH = 5;
    private static final int LONGEST_NAME = 24;
    private static final int OTHER = -1;
    private static final int USAGE = 0;
    private static final int PROMPT = 1;
    private static final int COMPLETION = 2;
    private static final int DETAILS = 3;
    private static final int CACHED = 4;
    private static final int CHOICES = 5;
    private static final int ERROR = 6;
    private static final int DELTA = 7;
    private static final int TEXT = 8;
    private static final int CONTENT = 9;
    private static final int REASONING = 10;
    private static final int THINKING = 11;
    private static final int TOOLS = 12;
    private static final byte[][] NAMES = names(
            "usage",
            "prompt_tokens",
            "completion_tokens",
            "prompt_tokens_details",
            "cached_tokens",
            "choices",
            "error",
            "delta",
            "text",
            "content",
            "reasoning_content",
            "reasoning",
            "tool_calls");

    private final boolean[] object = new boolean[WATCHED_DEPTH + 1];
    private final int[] name = new int[WATCHED_DEPTH + 1];
    private final byte[] nameBytes = new byte[LONGEST_NAME];
    private int depth;
    private boolean inString;
    private boolean escaped;
    private boolean nameExpected;
    private boolean inName;
    private int length;
    private long number;
    private boolean inNumber;
    private boolean notInteger;

    private boolean usage;
    private long promptTokens;
    private long completionTokens;
    private long cachedTokens;
    private boolean choices;
    private boolean emptyChoices;
    private boolean error;
    private boolean output;

    /** Forgets all findings: a new document begins. */
    public void reset() {
        depth = 0;
        inString = false;
        escaped = false;
        nameExpected = false;
        inName = false;
        inNumber = false;
        notInteger = false;
        usage = false;
        promptTokens = 0;
        completionTokens = 0;
        cachedTokens = 0;
        choices = false;
        emptyChoices = false;
        error = false;
        output = false;
    }

    public void feed(byte[] in, int from, int to) {
        int at = from;
        while (at < to) {
            if (inString) {
                at = string(in, at, to);
            } else {
                outside(in[at++]);
            }
        }
    }

    private int string(byte[] in, int from, int to) {
        int at = from;
        while (at < to) {
            byte b = in[at++];
            if (escaped) {
                escaped = false;
            } else if (b == '\\') {
                escaped = true;
            } else if (b == '"') {
                closeString();
                return at;
            }
            if (inName && length < LONGEST_NAME) {
                nameBytes[length] = b;
            }
            length++;
        }
        return at;
    }

    private void closeString() {
        inString = false;
        if (inName) {
            inName = false;
            nameExpected = false;
            if (depth <= WATCHED_DEPTH) {
                name[depth] = known();
            }
        } else if (length > 0 && isOutput()) {
            output = true;
        }
    }

    private void outside(byte b) {
        if (b >= '0' && b <= '9') {
            digit(b);
            return;
        }
        if (inNumber) {
            closeNumber(b);
        }
        switch (b) {
            case '"' -> openString();
            case '{' -> open(true);
            case '[' -> open(false);
            case '}', ']' -> close();
            case ',' -> nameExpected = depth > 0 && depth <= WATCHED_DEPTH && object[depth];
            case ':', ' ', '\n', '\r', '\t' -> {}
            default -> {
                notInteger = true;
                noteValue();
                return;
            }
        }
        notInteger = false;
    }

    private void digit(byte b) {
        noteValue();
        number = inNumber ? Math.min(number * 10 + b - '0', Integer.MAX_VALUE) : b - '0';
        inNumber = true;
    }

    private void close() {
        depth = Math.max(0, depth - 1);
        nameExpected = false;
    }

    private void openString() {
        inString = true;
        inName = nameExpected && depth <= WATCHED_DEPTH;
        length = 0;
        if (!inName) {
            noteValue();
        }
    }

    private void open(boolean isObject) {
        noteValue();
        if (depth == 1 && object[1]) {
            usage |= isObject && name[1] == USAGE;
            error |= name[1] == ERROR;
            if (!isObject && name[1] == CHOICES) {
                choices = true;
                emptyChoices = true;
            }
        }
        if (depth == 4 && name[4] == TOOLS && name[3] == DELTA) {
            output = true;
        }
        depth++;
        if (depth <= WATCHED_DEPTH) {
            object[depth] = isObject;
            name[depth] = OTHER;
        }
        nameExpected = isObject;
    }

    /** Anything directly inside {@code choices} makes it not empty. */
    private void noteValue() {
        if (depth == 2 && !object[2] && name[1] == CHOICES) {
            emptyChoices = false;
        }
        if (depth == 1 && name[1] == ERROR && inString) {
            error = true;
        }
    }

    /** A sign, a fraction or an exponent makes a number none of ours: a count of tokens is a plain integer. */
    private void closeNumber(byte after) {
        inNumber = false;
        if (notInteger || after == '.' || after == 'e' || after == 'E' || depth < 2 || !object[1] || name[1] != USAGE) {
            return;
        }
        if (depth == 2 && name[2] == PROMPT) {
            promptTokens = number;
        } else if (depth == 2 && name[2] == COMPLETION) {
            completionTokens = number;
        } else if (depth == 3 && name[2] == DETAILS && name[3] == CACHED) {
            cachedTokens = number;
        }
    }

    /** {@code choices[].text} or {@code choices[].delta.content} and the like. */
    private boolean isOutput() {
        if (name[1] != CHOICES || depth < 3 || depth > 4) {
            return false;
        }
        return depth == 3
                ? name[3] == TEXT
                : name[3] == DELTA && (name[4] == CONTENT || name[4] == REASONING || name[4] == THINKING);
    }

    private int known() {
        for (int i = 0; i < NAMES.length; i++) {
            if (NAMES[i].length == length && Arrays.equals(NAMES[i], 0, length, nameBytes, 0, length)) {
                return i;
            }
        }
        return OTHER;
    }

    /** Whether there was an object {@code usage}. */
    public boolean hasUsage() {
        return usage;
    }

    public long promptTokens() {
        return promptTokens;
    }

    public long completionTokens() {
        return completionTokens;
    }

    /** Prompt tokens that the engine did not compute anew. */
    public long cachedTokens() {
        return cachedTokens;
    }

    /** The chunk that OpenAI's API sends last when usage was asked for: usage, and no choice in it. */
    public boolean isUsageOnly() {
        return usage && choices && emptyChoices;
    }

    public boolean hasError() {
        return error;
    }

    /** Whether it carried a piece of the model's answer, be it text, reasoning or a tool call. */
    public boolean hasOutput() {
        return output;
    }

    private static byte[][] names(String... names) {
        var all = new byte[names.length][];
        for (int i = 0; i < names.length; i++) {
            all[i] = names[i].getBytes(StandardCharsets.US_ASCII);
        }
        return all;
    }
}
