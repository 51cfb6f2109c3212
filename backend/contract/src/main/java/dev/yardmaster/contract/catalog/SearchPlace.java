package dev.yardmaster.contract.catalog;

import java.util.Locale;

/** Where models can be looked for. */
public enum SearchPlace {
    /** huggingface.co, or whatever endpoint the server is configured with. */
    HF,
    /** The built-in hub. */
    HUB,
    /** The list of well-known models that comes with the server, or the operator's own. */
    CURATED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
