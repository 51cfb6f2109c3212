package dev.yardmaster.server.catalog.facts;

import dev.yardmaster.contract.catalog.ModelFacts;
import java.util.List;

/**
 * What a model's files say.
 *
 * @param notes what could not be found out, or looks odd, as sentences
 */
public record Findings(ModelFacts facts, List<String> notes) {
    public Findings {
        notes = List.copyOf(notes);
    }
}
