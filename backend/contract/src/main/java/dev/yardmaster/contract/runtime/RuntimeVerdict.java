package dev.yardmaster.contract.runtime;

import java.util.List;

/**
 * What is thought of one runtime for one model.
 *
 * @param fits whether it could serve it
 * @param score higher is better; 0 where it does not fit
 * @param why sentences with numbers: every reason against it where it does not fit, the parts of the score where it does
 */
public record RuntimeVerdict(String runtime, boolean fits, int score, List<String> why) {
    public RuntimeVerdict {
        why = List.copyOf(why);
    }
}
