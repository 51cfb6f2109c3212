package dev.yardmaster.server.catalog.source;

import dev.yardmaster.contract.catalog.SourceAddress;
import dev.yardmaster.contract.document.SourceAccess;
import java.util.List;
import java.util.Map;

/**
 * An address with all that is needed to reach it.
 *
 * @param credentials the values of {@code access.secret}, empty where none is named
 * @param include the document's patterns, for sources that cannot list what they have
 */
public record Origin(
        SourceAddress address, SourceAccess access, Map<String, String> credentials, List<String> include) {
    public Origin {
        credentials = Map.copyOf(credentials);
        include = List.copyOf(include);
    }

    public static Origin open(SourceAddress address) {
        return new Origin(address, SourceAccess.OPEN, Map.of(), List.of());
    }

    /** The same place, and these files where only named ones are found. */
    public Origin including(List<String> paths) {
        return new Origin(address, access, credentials, paths);
    }

    /** Without the credentials' values. */
    @Override
    public String toString() {
        return "Origin[" + address + "]";
    }
}
