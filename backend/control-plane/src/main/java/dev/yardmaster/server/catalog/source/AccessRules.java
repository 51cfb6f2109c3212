package dev.yardmaster.server.catalog.source;

import dev.yardmaster.contract.catalog.SourceScheme;
import dev.yardmaster.contract.document.SourceAccess;
import dev.yardmaster.contract.problem.ProblemException;
import java.util.EnumSet;
import java.util.Set;
import okhttp3.HttpUrl;

/** What {@code spec.access} may say. */
public final class AccessRules {
    private static final Set<SourceScheme> WITH_ENDPOINT = EnumSet.of(
            SourceScheme.HF, SourceScheme.MS, SourceScheme.S3, SourceScheme.GS, SourceScheme.AZ, SourceScheme.OCI);

    private AccessRules() {}

    /** @throws ProblemException naming the field */
    public static void check(SourceScheme scheme, SourceAccess access) {
        access.endpoint().ifPresent(endpoint -> checkEndpoint(scheme, endpoint));
        access.region().ifPresent(region -> {
            if (scheme != SourceScheme.S3 || !region.matches("[a-z0-9-]{1,40}")) {
                throw ProblemException.invalid(
                        "spec.access.region",
                        "'" + region + "' is not possible",
                        "expected the region of an s3:// source");
            }
        });
    }

    private static void checkEndpoint(SourceScheme scheme, String endpoint) {
        if (!WITH_ENDPOINT.contains(scheme)) {
            throw ProblemException.invalid("spec.access.endpoint", scheme.word() + ":// has none", "leave it out");
        }
        HttpUrl url = HttpUrl.parse(endpoint);
        if (url == null
                || url.query() != null
                || url.fragment() != null
                || !url.encodedUsername().isEmpty()
                || !url.encodedPassword().isEmpty()) {
            throw ProblemException.invalid(
                    "spec.access.endpoint", "it is not an endpoint", "expected http(s)://host[:port][/prefix]");
        }
    }
}
