package dev.yardmaster.contract.runtime;

import dev.yardmaster.contract.document.Metadata;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A runtime.
 *
 * @param spec as stated, {@code extends} included, in the order it was written; null takes away what would be inherited
 * @param resolved with everything that it inherits
 */
public record Runtime(
        String apiVersion,
        String kind,
        Metadata metadata,
        Map<String, Object> spec,
        RuntimeSpec resolved,
        Origin origin) {
    public Runtime {
        spec = Collections.unmodifiableMap(new LinkedHashMap<>(spec));
    }

    /** Where it comes from. */
    public enum Origin {
        /** Comes with this version of Yardmaster; changed only by one that extends it under another name. */
        BUILT_IN,
        STATED
    }

    public String name() {
        return metadata.name();
    }
}
