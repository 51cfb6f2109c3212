package dev.yardmaster.server.access;

import dev.yardmaster.contract.route.RouteKey;
import java.util.List;

/** The keys that gateways have to know. */
public interface RouteKeys {
    /** Change kind recorded when a key is made or revoked. */
    String CHANGE_KIND = "ApiKey";

    /** Keys of scope {@code inference} or {@code metrics} that have not expired, by id. */
    List<RouteKey> routeKeys();
}
