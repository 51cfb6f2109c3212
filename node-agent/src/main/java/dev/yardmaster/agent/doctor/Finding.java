package dev.yardmaster.agent.doctor;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * One thing that was looked at.
 *
 * @param about in a word or two
 * @param sentence how it is, with numbers
 * @param fix what to run; present wherever something is to be done
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Finding(String about, Level level, String sentence, Optional<String> fix) {

    /** How much it matters. */
    public enum Level {
        OK,
        /** It works, and not as well as it could. */
        WARNING,
        /** It does not work. */
        PROBLEM
    }

    static Finding ok(String about, String sentence) {
        return new Finding(about, Level.OK, sentence, Optional.empty());
    }

    static Finding warning(String about, String sentence, String fix) {
        return new Finding(about, Level.WARNING, sentence, Optional.of(fix));
    }

    static Finding problem(String about, String sentence, String fix) {
        return new Finding(about, Level.PROBLEM, sentence, Optional.of(fix));
    }
}
