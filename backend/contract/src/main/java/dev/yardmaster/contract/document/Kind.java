package dev.yardmaster.contract.document;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of document that can be applied. */
public enum Kind {
    MODEL("Model", "models"),
    ADAPTER("Adapter", "adapters"),
    RUNTIME("Runtime", "runtimes"),
    PREFETCH("Prefetch", "prefetches"),
    DEPLOYMENT("Deployment", "deployments");

    /** The one API version there is. */
    public static final String API_VERSION = "yardmaster.dev/v1";

    private final String word;
    private final String path;

    Kind(String word, String path) {
        this.word = word;
        this.path = path;
    }

    /** As written in a document's {@code kind}. */
    public String word() {
        return word;
    }

    /** As written in REST addresses. */
    public String path() {
        return path;
    }

    /** Finds a kind by its word, its path or its singular, in any case. */
    public static Optional<Kind> find(String text) {
        return Arrays.stream(values())
                .filter(k -> k.word.equalsIgnoreCase(text) || k.path.equalsIgnoreCase(text))
                .findFirst();
    }
}
