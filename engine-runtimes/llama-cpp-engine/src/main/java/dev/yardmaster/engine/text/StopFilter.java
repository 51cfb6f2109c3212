package dev.yardmaster.engine.text;

import java.util.List;

/**
 * Lets text through up to the first stop string. Text that could be the beginning of one is held back until more
 * text decides, so that no part of a stop string is ever sent.
 */
public final class StopFilter {
    private final List<String> stops;
    private final StringBuilder held = new StringBuilder();
    private boolean stopped;

    public StopFilter(List<String> stops) {
        this.stops = List.copyOf(stops);
    }

    /** The text that may be sent now; nothing more once {@link #stopped()}. */
    public String accept(String text) {
        if (stopped) {
            return "";
        }
        held.append(text);
        int stop = firstStop();
        if (stop >= 0) {
            stopped = true;
            held.setLength(stop);
        }
        return take(stopped ? held.length() : held.length() - possibleStop());
    }

    /** What was held back and turned out not to be a stop string. */
    public String finish() {
        return take(held.length());
    }

    public boolean stopped() {
        return stopped;
    }

    private String take(int length) {
        String text = held.substring(0, length);
        held.delete(0, length);
        return text;
    }

    private int firstStop() {
        int first = -1;
        for (String stop : stops) {
            int at = held.indexOf(stop);
            if (at >= 0 && (first < 0 || at < first)) {
                first = at;
            }
        }
        return first;
    }

    /** The length of the longest end of the held text that begins a stop string. */
    private int possibleStop() {
        int longest = 0;
        for (String stop : stops) {
            for (int length = Math.min(stop.length() - 1, held.length()); length > longest; length--) {
                if (held.indexOf(stop.substring(0, length), held.length() - length) >= 0) {
                    longest = length;
                }
            }
        }
        return longest;
    }
}
