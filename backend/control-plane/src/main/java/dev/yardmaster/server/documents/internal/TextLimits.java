package dev.yardmaster.server.documents.internal;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;

/** A first pass over the text that builds nothing, so that no text can exhaust stack or memory in the second. */
final class TextLimits {
    static final int CHARACTERS = 1_000_000;
    static final int DEPTH = 40;
    static final int DOCUMENTS = 200;
    static final int ALIASES = 20;

    private int depth;
    private int documents;
    private int aliases;

    private TextLimits() {}

    static void check(String text, LoadSettings settings) {
        if (text.length() > CHARACTERS) {
            throw tooLarge("it has " + text.length() + " characters; at most " + CHARACTERS + " are read");
        }
        TextLimits limits = new TextLimits();
        new Parse(settings).parseString(text).forEach(limits::count);
    }

    private void count(Event event) {
        switch (event) {
            case CollectionStartEvent e -> depth++;
            case CollectionEndEvent e -> depth--;
            case DocumentStartEvent e -> documents++;
            case AliasEvent e -> aliases++;
            default -> {} // scalars and frames
        }
        if (depth > DEPTH) {
            throw tooLarge("it nests deeper than " + DEPTH);
        }
        if (documents > DOCUMENTS) {
            throw tooLarge("it holds more than " + DOCUMENTS + " documents");
        }
        if (aliases > ALIASES) {
            throw tooLarge("it has more than " + ALIASES + " aliases");
        }
    }

    private static ProblemException tooLarge(String why) {
        return ProblemException.of(ProblemType.TOO_LARGE, "The text is refused: " + why + ".");
    }
}
