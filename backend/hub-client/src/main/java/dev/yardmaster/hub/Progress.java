package dev.yardmaster.hub;

/** Hears how far a transfer is; called on the transferring thread, so return quickly. */
@FunctionalInterface
public interface Progress {
    Progress SILENT = (_, _, _) -> {};

    /**
     * @param path the file, relative to its repository
     * @param done bytes of it that are here (or there), those of an earlier attempt included
     */
    void moved(String path, long done, long total);
}
