package dev.yardmaster.server.catalog.facts;

/** A file of the model could not be read; the message becomes a note, so it names no secret. */
public class FactsUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param why a clause that reads well after the file's name: {@code "the source answered 404"} */
    public FactsUnavailable(String path, String why) {
        super(path + ": " + why);
    }

    public FactsUnavailable(String path, String why, Throwable cause) {
        super(path + ": " + why, cause);
    }
}
