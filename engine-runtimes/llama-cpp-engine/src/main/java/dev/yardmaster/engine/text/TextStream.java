package dev.yardmaster.engine.text;

import java.util.List;

/** The text of one answer as it grows: bytes in, text that may be sent out. */
public final class TextStream {
    private final Utf8Assembler characters = new Utf8Assembler();
    private final StopFilter filter;

    public TextStream(List<String> stops) {
        this.filter = new StopFilter(stops);
    }

    public String accept(byte[] bytes) {
        return filter.accept(characters.accept(bytes));
    }

    public boolean stopped() {
        return filter.stopped();
    }

    /** The rest, when the answer ends for another reason than a stop string. */
    public String finish() {
        return filter.accept(characters.finish()) + filter.finish();
    }
}
