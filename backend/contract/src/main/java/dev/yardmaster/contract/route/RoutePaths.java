package dev.yardmaster.contract.route;

/** Addresses of the gateway link, below the server's base URL, with a token of scope {@code gateway}. */
public final class RoutePaths {
    /** GET with {@code ?after=VERSION&waitSeconds=N}: 200 {@link RouteTable}, or 204 when nothing newer came in time. */
    public static final String ROUTES = "/gateway/v1/routes";

    private RoutePaths() {}
}
