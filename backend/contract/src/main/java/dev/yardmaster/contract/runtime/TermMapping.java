package dev.yardmaster.contract.runtime;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one of our terms becomes for an engine.
 *
 * @param arguments with {@code {{value}}} where the value goes; for a flag, what is added where it is true
 * @param whenFalse what is added where a flag is false
 * @param environment with {@code {{value}}} likewise; nothing is added where a flag is false
 * @param values our word to the engine's; where not empty, other words are refused
 * @param most the largest count that the engine takes
 * @param needs arguments that come with it whatever the value
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record TermMapping(
        List<String> arguments,
        List<String> whenFalse,
        Map<String, String> environment,
        Map<String, String> values,
        Optional<Long> most,
        List<String> needs) {
    public TermMapping {
        arguments = arguments == null ? List.of() : List.copyOf(arguments);
        whenFalse = whenFalse == null ? List.of() : List.copyOf(whenFalse);
        environment = environment == null ? Map.of() : Map.copyOf(environment);
        values = values == null ? Map.of() : Map.copyOf(values);
        most = most == null ? Optional.empty() : most;
        needs = needs == null ? List.of() : List.copyOf(needs);
    }
}
