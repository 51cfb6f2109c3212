package dev.yardmaster.hub.guard;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;

/** Follows redirects of requests without a body; what is secret stays with the origin that it was meant for. */
final class Redirects implements Interceptor {
    private static final int MAX = 5;
    private static final Set<String> HARMLESS = Set.of("accept", "accept-encoding", "range", "if-range", "user-agent");

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        Response response = chain.proceed(request);
        for (int hops = 1; isFollowed(request, response); hops++) {
            HttpUrl target;
            try (Response redirect = response) {
                target = target(redirect, hops);
            }
            request = next(request, target);
            response = chain.proceed(request);
        }
        return response;
    }

    private static boolean isFollowed(Request request, Response response) {
        return response.isRedirect()
                && (request.method().equals("GET") || request.method().equals("HEAD"));
    }

    private static HttpUrl target(Response redirect, int hops) throws AddressRefused {
        HttpUrl from = redirect.request().url();
        String location = redirect.header("Location");
        HttpUrl to = location == null ? null : from.resolve(location);
        if (to == null) {
            throw new AddressRefused(from.host() + " redirects to something that is no http address");
        }
        if (hops > MAX) {
            throw new AddressRefused(from.host() + " redirects more than " + MAX + " times");
        }
        if (from.isHttps() && !to.isHttps()) {
            throw new AddressRefused(from.host() + " redirects from https to http");
        }
        return to;
    }

    private static Request next(Request request, HttpUrl target) {
        Request.Builder next = request.newBuilder().url(target);
        if (!sameOrigin(request.url(), target)) {
            request.headers().names().stream()
                    .filter(name -> !HARMLESS.contains(name.toLowerCase(Locale.ROOT)))
                    .forEach(next::removeHeader);
        }
        return next.build();
    }

    private static boolean sameOrigin(HttpUrl a, HttpUrl b) {
        return a.scheme().equals(b.scheme()) && a.host().equals(b.host()) && a.port() == b.port();
    }
}
