package dev.yardmaster.server.catalog.source;

import dev.yardmaster.contract.catalog.SourceScheme;
import dev.yardmaster.contract.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which keys a secret needs to open a source. */
public final class Credentials {
    public static final String TOKEN = "token";
    public static final String ACCESS_KEY_ID = "accessKeyId";
    public static final String SECRET_ACCESS_KEY = "secretAccessKey";
    public static final String SESSION_TOKEN = "sessionToken";
    public static final String SERVICE_ACCOUNT_JSON = "serviceAccountJson";
    public static final String ACCOUNT_KEY = "accountKey";
    public static final String SAS_TOKEN = "sasToken";
    public static final String USERNAME = "username";
    public static final String PASSWORD = "password";

    private Credentials() {}

    /** One of these sets has to be there. */
    private static List<Set<String>> needed(SourceScheme scheme) {
        return switch (scheme) {
            case HUB, PVC, FILE -> List.of();
            case HF, MS -> List.of(Set.of(TOKEN));
            case S3 -> List.of(Set.of(ACCESS_KEY_ID, SECRET_ACCESS_KEY));
            case GS -> List.of(Set.of(SERVICE_ACCOUNT_JSON), Set.of(ACCESS_KEY_ID, SECRET_ACCESS_KEY));
            case AZ -> List.of(Set.of(ACCOUNT_KEY), Set.of(SAS_TOKEN));
            case OCI -> List.of(Set.of(USERNAME, PASSWORD));
            case HTTPS, HTTP -> List.of(Set.of(TOKEN), Set.of(USERNAME, PASSWORD));
        };
    }

    /** @throws ProblemException saying which keys the scheme needs */
    public static void check(SourceScheme scheme, String secret, Map<String, String> values) {
        List<Set<String>> needed = needed(scheme);
        if (needed.isEmpty()) {
            throw ProblemException.invalid(
                    "spec.access.secret", scheme.word() + ":// takes no credentials", "leave it out");
        }
        if (needed.stream().noneMatch(values.keySet()::containsAll)) {
            String wanted = needed.stream()
                    .map(keys -> keys.stream().sorted().collect(Collectors.joining(" and ")))
                    .collect(Collectors.joining(", or "));
            String held = values.keySet().stream().sorted().collect(Collectors.joining(", "));
            throw ProblemException.invalid(
                    "spec.access.secret",
                    "'" + secret + "' holds " + held,
                    scheme.word() + ":// needs " + wanted + "; see ./yard secret set");
        }
    }
}
