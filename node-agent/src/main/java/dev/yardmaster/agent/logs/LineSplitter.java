package dev.yardmaster.agent.logs;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Cuts bytes into lines of at most 4,000 characters; a longer one goes on in the next line. */
final class LineSplitter {
    static final int LONGEST = 4_000;

    private final ByteArrayOutputStream open = new ByteArrayOutputStream();
    private final Consumer<String> lines;

    LineSplitter(Consumer<String> lines) {
        this.lines = lines;
    }

    void accept(byte value) {
        if (value == '\n') {
            flush(true);
            return;
        }
        boolean startsCharacter = (value & 0xC0) != 0x80;
        if (open.size() >= LONGEST && startsCharacter) {
            flush(false);
        }
        if (open.size() < LONGEST) {
            open.write(value);
        }
    }

    /** Bytes of a line that has not ended yet. */
    int open() {
        return open.size();
    }

    /** Ends the open line, if there is one. */
    void end() {
        if (open.size() > 0) {
            flush(true);
        }
    }

    private void flush(boolean atEnd) {
        String text = open.toString(StandardCharsets.UTF_8);
        open.reset();
        lines.accept(atEnd && text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}
