package dev.yardmaster.cli.demo;

import java.io.PrintStream;
import java.util.Locale;

/** Says what is going on, each line with the time since the start. */
final class Report {
    private final PrintStream out;
    private final long began = System.nanoTime();

    Report(PrintStream out) {
        this.out = out;
    }

    void line(String text) {
        out.println(String.format(Locale.ROOT, "%6.1f s  %s", (System.nanoTime() - began) / 1e9, text));
    }

    void plain(String text) {
        out.println(text);
    }
}
