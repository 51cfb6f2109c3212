package dev.yardmaster.agent.logs;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Cuts bytes into lines of at most 4,000 characters; a longer one goes on in the next line. A carriage return ends a line,
 * too: that is how progress is drawn.
 */
final class LineSplitter {
    static final int LONGEST = 4_000;

    private final ByteArrayOutputStream open = new ByteArrayOutputStream();
    private final Consumer<String> lines;
    private boolean returned;

    LineSplitter(Consumer<String> lines) {
        this.lines = lines;
    }

    void accept(byte value) {
        boolean afterReturn = returned;
        returned = value == '\r';
        if (value == '\n') {
            if (!afterReturn) {
                flush();
            }
            return;
        }
        if (value == '\r') {
            end();
            return;
        }
        boolean startsCharacter = (value & 0xC0) != 0x80;
        if (open.size() >= LONGEST && startsCharacter) {
            flush();
        }
        if (open.size() < LONGEST) {
            open.write(value);
        }
    }

    /** Ends the open line, if there is one. */
    void end() {
        if (open.size() > 0) {
            flush();
        }
    }

    private void flush() {
        String text = open.toString(StandardCharsets.UTF_8);
        open.reset();
        lines.accept(text);
    }
}
