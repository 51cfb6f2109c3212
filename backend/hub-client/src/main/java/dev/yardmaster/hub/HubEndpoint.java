package dev.yardmaster.hub;

import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import okhttp3.HttpUrl;

/**
 * A hub and the token to use there. The token goes to this origin only: not to hosts that it redirects to.
 *
 * @param base http or https, with a path prefix where the hub has one, for instance {@code http://127.0.0.1:8080/hub}
 * @param token asked for each request, so that a rotated one is picked up
 */
public record HubEndpoint(URI base, Supplier<Optional<String>> token) {

    /** @throws IllegalArgumentException where the base is no http address without query, fragment and user */
    public HubEndpoint {
        HttpUrl url = HttpUrl.get(base);
        if (url == null
                || url.query() != null
                || url.fragment() != null
                || !url.encodedUsername().isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + base + "' is not a hub's address; expected http(s)://host[:port][/prefix]");
        }
    }

    public static HubEndpoint anonymous(URI base) {
        return new HubEndpoint(base, Optional::empty);
    }

    public static HubEndpoint withToken(URI base, String token) {
        return new HubEndpoint(base, () -> Optional.of(token));
    }

    HttpUrl url() {
        return HttpUrl.get(base.toString());
    }

    boolean isOriginOf(HttpUrl other) {
        HttpUrl own = url();
        return own.scheme().equals(other.scheme()) && own.host().equals(other.host()) && own.port() == other.port();
    }

    @Override
    public String toString() {
        return "HubEndpoint[" + base + "]";
    }
}
