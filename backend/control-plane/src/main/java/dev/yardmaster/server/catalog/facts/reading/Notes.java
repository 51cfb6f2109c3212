package dev.yardmaster.server.catalog.facts.reading;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Sentences about what could not be found out; as many and as long as a person reads. */
public final class Notes {
    private static final int MOST = 30;
    private static final int LONGEST = 400;

    private final Set<String> sentences = new LinkedHashSet<>();

    public synchronized void add(String sentence) {
        if (sentences.size() < MOST) {
            sentences.add(shown(sentence, LONGEST));
        }
    }

    /** Does it, and notes why it could not be done. */
    public void trying(Runnable part) {
        try {
            part.run();
        } catch (Unreadable e) {
            add(e.sentence());
        }
    }

    public synchronized List<String> list() {
        return List.copyOf(sentences);
    }

    /** Text from a file, fit for a sentence: one line, no control characters, not long. */
    public static String shown(String text, int longest) {
        String line = text.length() > 4 * longest ? text.substring(0, 4 * longest) : text;
        String plain = line.replaceAll("[\\p{Cntrl}\\p{Co}\\p{Cs}\\s]+", " ").strip();
        return plain.length() <= longest ? plain : plain.substring(0, longest - 3) + "...";
    }
}
