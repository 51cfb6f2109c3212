package dev.yardmaster.contract.document;

/** Applying and deleting documents. Every refusal is a {@link dev.yardmaster.contract.problem.ProblemException}. */
public interface Documents {

    /**
     * Applies one or more YAML or JSON documents, all or none: a problem in the second leaves the first undone too.
     * References may point to documents earlier in the same text.
     */
    ApplyReport apply(String text, boolean dryRun);

    /** Deletes by kind and name; refused with {@code in-use} while something else needs it. */
    void delete(Kind kind, String name);
}
