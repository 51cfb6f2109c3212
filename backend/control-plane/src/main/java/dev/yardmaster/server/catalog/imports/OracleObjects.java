package dev.yardmaster.server.catalog.imports;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Oracle's object storage, which OME writes as {@code oci://}: reached by its S3-compatible endpoint, whose name needs
 * namespace and region.
 */
final class OracleObjects {
    private static final Pattern LONG =
            Pattern.compile("n/(?<namespace>[^/]+)/b/(?<bucket>[^/]+)/o(?:/(?<prefix>.*))?");
    private static final Pattern SHORT =
            Pattern.compile("(?<namespace>[^/@.:]+)@(?<region>[a-z0-9-]+)/(?<bucket>[^/]+)(?:/(?<prefix>.*))?");
    private static final Pattern REGISTRY = Pattern.compile("(?:[^/]*[.:][^/]*|localhost)/.+");

    private OracleObjects() {}

    static Place place(String rest, Optional<String> region, String field, Notes notes) {
        Matcher full = LONG.matcher(rest);
        if (full.matches()) {
            return bucket(full, region, field, notes);
        }
        Matcher brief = SHORT.matcher(rest);
        if (brief.matches()) {
            return bucket(brief, Optional.of(brief.group("region")), field, notes);
        }
        if (REGISTRY.matcher(rest).matches()) {
            notes.add(field + " is read as an artifact in an OCI registry");
            return Place.at("oci://" + rest);
        }
        throw CannotImport.refused(
                field + " 'oci://" + rest + "' names no namespace of the object storage",
                "write oci://n/NAMESPACE/b/BUCKET/o/PREFIX, and the region in spec.storage.parameters.region");
    }

    private static Place bucket(Matcher matcher, Optional<String> region, String field, Notes notes) {
        String prefix = Optional.ofNullable(matcher.group("prefix")).orElse("").replaceFirst("/+$", "");
        String source = "s3://" + matcher.group("bucket") + (prefix.isEmpty() ? "" : "/" + prefix);
        String start = matcher.group("namespace") + ".compat.objectstorage.";
        String stated = region.filter(r -> r.matches("[a-z]{2,}(?:-[a-z0-9]+)+"))
                .orElseThrow(() -> CannotImport.refused(
                        field + " is in Oracle's object storage, and its region is not stated",
                        "add spec.storage.parameters.region, for instance eu-frankfurt-1; it then becomes " + source
                                + " with access.endpoint https://" + start + "REGION.oraclecloud.com"));
        String endpoint = "https://" + start + stated + ".oraclecloud.com";
        notes.add(field + " became " + source + " at the S3-compatible endpoint " + endpoint
                + "; unless the bucket is public it needs a customer secret key, kept in a secret");
        return new Place(source, Optional.of(endpoint), Optional.of(stated));
    }
}
