package dev.yardmaster.server.documents;

import dev.yardmaster.contract.document.ApplyReport;
import dev.yardmaster.contract.document.Kind;
import java.util.OptionalLong;

/** One document at a time, for the REST addresses of single kinds. Refusals are problems. */
public interface DocumentStore {

    /** Applies one document of this kind; refused with {@code already-exists} where the name is taken. */
    ApplyReport.Result create(Kind kind, String text);

    /**
     * Applies one document of this kind and name.
     *
     * @param expected refused with {@code version-conflict} unless this is the stored version; anything goes where empty
     */
    ApplyReport.Result put(Kind kind, String name, String text, OptionalLong expected);

    /** Refuses a text whose documents are not of the right shape; asks nobody and changes nothing. */
    void check(String text);

    /** Deletes under the same condition. */
    void delete(Kind kind, String name, OptionalLong expected);
}
