package dev.yardmaster.server.catalog.source;

import dev.yardmaster.contract.problem.ProblemException;

/**
 * Keys of an object store below a prefix, and the paths that they are in a model. The prefix is a directory, or the key
 * of a single object.
 */
public final class ObjectKeys {
    /** One more than a listing takes, so that too many are noticed. */
    public static final int MOST_LISTED = Listing.MOST + 1;

    private final String prefix;

    public ObjectKeys(String prefix) {
        this.prefix = prefix;
    }

    /** What every key below starts with; empty for the whole bucket. */
    public String directory() {
        return prefix.isEmpty() ? "" : prefix + "/";
    }

    public boolean isBucket() {
        return prefix.isEmpty();
    }

    /** The prefix as one object's key. */
    public String single() {
        return prefix;
    }

    /** Stores keep empty objects as marks of directories. */
    public boolean isFile(String key) {
        return !key.endsWith("/");
    }

    /** @throws ProblemException where an object's path would also be that of the prefix taken as an object */
    public String path(String key) {
        if (key.equals(prefix)) {
            return last();
        }
        String path = key.substring(directory().length());
        if (!prefix.isEmpty() && path.equals(last())) {
            throw ProblemException.invalid(
                    "spec.source",
                    "the directory '" + prefix + "' holds an object of its own name",
                    "give one of them another name");
        }
        return path;
    }

    /** The key of a file of the model. */
    public String key(String path) {
        return !prefix.isEmpty() && path.equals(last()) ? prefix : directory() + path;
    }

    private String last() {
        return prefix.substring(prefix.lastIndexOf('/') + 1);
    }

    /** Weak tags name no bytes. */
    public static String etagPin(String etag) {
        if (etag.isEmpty() || etag.startsWith("W/")) {
            return "";
        }
        return "etag:" + (etag.startsWith("\"") ? etag : '"' + etag + '"');
    }
}
