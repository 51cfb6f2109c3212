package dev.yardmaster.server.catalog.imports;

/**
 * One entry of somebody's catalogue, and what came of it.
 *
 * @param origin file, empty where the text names none
 * @param line that its document starts at
 * @param kind as it says itself
 * @param name as it says itself
 */
public record Entry(String origin, int line, String kind, String name, Translation translation) {

    Entry with(Translation other) {
        return new Entry(origin, line, kind, name, other);
    }

    /** As a sentence names it. */
    String where() {
        return (origin.isEmpty() ? "the document at line " + line : origin + " line " + line);
    }
}
