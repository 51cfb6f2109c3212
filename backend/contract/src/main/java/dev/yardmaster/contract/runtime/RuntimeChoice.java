package dev.yardmaster.contract.runtime;

import java.util.List;

/**
 * Which runtime was chosen, and what was thought of all of them.
 *
 * @param why a sentence that names what decided
 * @param verdicts best first, those that do not fit last
 */
public record RuntimeChoice(String runtime, String version, String why, List<RuntimeVerdict> verdicts) {
    public RuntimeChoice {
        verdicts = List.copyOf(verdicts);
    }
}
