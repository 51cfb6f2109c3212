package dev.yardmaster.server.runtimes.choice;

import dev.yardmaster.contract.engine.EngineTerm;
import dev.yardmaster.contract.runtime.RuntimeSpec;
import dev.yardmaster.contract.runtime.TermMapping;
import java.util.Optional;

/** Whether a runtime's engine has what a deployment says of it. */
final class Terms {
    private Terms() {}

    static Optional<Objection> against(RuntimeSpec runtime, EngineTerm term, String value) {
        String field = "spec.engine." + term.word();
        TermMapping mapping = runtime.settings().get(term);
        if (mapping == null) {
            return Optional.of(Objection.impossible(
                    field,
                    "has no " + term.word(),
                    "leave it out, or use a runtime that has it; this one has "
                            + Matching.words(runtime.settings().keySet().stream()
                                    .map(EngineTerm::word)
                                    .toList())));
        }
        if (!mapping.values().isEmpty() && !mapping.values().containsKey(value)) {
            return Optional.of(Objection.impossible(
                    field,
                    "does not take '" + value + "' as " + term.word(),
                    "expected one of " + Matching.words(mapping.values().keySet())));
        }
        return mapping.most()
                .filter(most -> value.matches("\\d{1,18}") && Long.parseLong(value) > most)
                .map(most -> Objection.impossible(
                        field, "takes less than " + value + " as " + term.word(), "expected at most " + most));
    }
}
