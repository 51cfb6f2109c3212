package dev.yardmaster.server.catalog.facts;

import dev.yardmaster.contract.catalog.AdapterFacts;
import java.util.List;

/**
 * What an adapter's files say.
 *
 * @param refusals why it cannot be used at all, as sentences: not a LoRA, broken files; empty where it can
 * @param notes what could not be found out, or looks odd, as sentences
 */
public record AdapterFindings(AdapterFacts facts, List<String> refusals, List<String> notes) {
    public AdapterFindings {
        refusals = List.copyOf(refusals);
        notes = List.copyOf(notes);
    }
}
