package dev.yardmaster.server.catalog.imports;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where weights are, in our words. */
record Place(String source, Optional<String> endpoint, Optional<String> region) {

    static Place at(String source) {
        return new Place(source, Optional.empty(), Optional.empty());
    }

    Place withRegion(Optional<String> stated) {
        return new Place(source, endpoint, stated.or(() -> region));
    }

    /** The {@code access} of a document; empty where the source is open and where its scheme usually is. */
    Map<String, Object> access(Optional<String> secret) {
        Map<String, Object> access = new LinkedHashMap<>();
        secret.ifPresent(s -> access.put("secret", s));
        endpoint.ifPresent(e -> access.put("endpoint", e));
        region.ifPresent(r -> access.put("region", r));
        return access;
    }
}
