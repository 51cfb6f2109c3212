package dev.yardmaster.contract.catalog;

import java.util.function.Consumer;

/** Taking over what other platforms' catalogues say: OME, KAITO and their kin. */
public interface CatalogImport {

    /**
     * Translates every document of the text, and unless {@code dryRun} applies what came of it, each by itself: one that
     * is refused does not hold up the others. A dry run asks no source.
     *
     * @param text YAML of any number of documents, or JSON; a comment {@code # Source: FILE} names where those that
     *     follow come from
     * @param progress told of each document once it is done, from any thread but one at a time
     * @throws dev.yardmaster.contract.problem.ProblemException only where there is nothing to read at all
     */
    ImportReport run(String text, boolean dryRun, Consumer<ImportResult> progress);
}
