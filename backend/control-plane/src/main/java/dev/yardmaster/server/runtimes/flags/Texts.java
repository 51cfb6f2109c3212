package dev.yardmaster.server.runtimes.flags;

import dev.yardmaster.server.platform.web.Shown;
import java.util.regex.Pattern;

/** Texts of people in sentences of ours. */
final class Texts {
    private static final int MOST = 60;

    /** Ends of lines, other controls, and what turns the direction of writing around. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]");

    private Texts() {}

    /** Without control characters, and not too long. */
    static String shortened(String text) {
        return Shown.text(text, MOST).replace('\n', '?').replace('\t', '?');
    }

    /** Whether it is more than one line of text that everybody can see. */
    static boolean holdsControls(String text) {
        return CONTROL.matcher(text).find();
    }
}
