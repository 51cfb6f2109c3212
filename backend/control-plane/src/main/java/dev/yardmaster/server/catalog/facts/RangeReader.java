package dev.yardmaster.server.catalog.facts;

/** Reads bytes of a model's files where they are. May be called from several threads at once, at most eight. */
@FunctionalInterface
public interface RangeReader {
    /**
     * Exactly {@code length} bytes from {@code offset}, or fewer at the file's end.
     *
     * @param path of one of the files that were handed in beside this reader
     * @throws FactsUnavailable where they cannot be had
     */
    byte[] read(String path, long offset, int length);
}
