package dev.yardmaster.gateway;

import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.contract.route.Route;
import dev.yardmaster.contract.route.RouteKey;
import dev.yardmaster.contract.route.RouteTable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Route tables for tests. */
public final class Tables {
    public static final String KEY = "yk_abcdefghij_inference";
    public static final String METRICS_KEY = "yk_abcdefghij_metrics";
    public static final String ADMIN_KEY = "yk_abcdefghij_admin";
    public static final String EXPIRED_KEY = "yk_abcdefghij_expired";
    public static final String OTHERS_KEY = "yk_abcdefghij_others";
    public static final Instant MADE = Instant.parse("2026-11-24T03:00:00Z");

    private Tables() {}

    public static RouteTable table(long version, Route... routes) {
        return new RouteTable(version, MADE.plusSeconds(version), Arrays.asList(routes), keys());
    }

    public static List<RouteKey> keys() {
        Optional<Instant> never = Optional.empty();
        return List.of(
                key("inference", "default", KEY, never, KeyScope.INFERENCE),
                key("metrics", "default", METRICS_KEY, never, KeyScope.METRICS),
                key("admin", "default", ADMIN_KEY, never, KeyScope.ADMIN),
                key("expired", "default", EXPIRED_KEY, Optional.of(MADE), KeyScope.INFERENCE),
                key("others", "elsewhere", OTHERS_KEY, never, KeyScope.INFERENCE));
    }

    private static RouteKey key(String id, String project, String token, Optional<Instant> expires, KeyScope scope) {
        return new RouteKey(id, id, project, sha256(token), Set.of(scope), expires);
    }

    public static Route route(String name, Route.Target... targets) {
        return new Route(name, "default", MADE, Arrays.asList(targets));
    }

    public static Route.Target target(int revision, int weight, Route.Endpoint... endpoints) {
        return new Route.Target("chat", revision, weight, Arrays.asList(endpoints));
    }

    public static Route.Endpoint endpoint(String instance, String url) {
        return new Route.Endpoint(instance, url, "engine-name", "engine-key-" + instance, false);
    }

    public static Route.Endpoint suspect(String instance, String url) {
        return new Route.Endpoint(instance, url, "engine-name", "engine-key-" + instance, true);
    }

    static String sha256(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
