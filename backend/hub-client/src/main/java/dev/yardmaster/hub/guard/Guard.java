package dev.yardmaster.hub.guard;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.Connection;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.Route;

/**
 * What an HTTP client may connect to. A host's name is resolved once, checked, and connected to at the very addresses
 * that were checked, so that a name that changes its mind gains nothing; redirects are followed here, and each hop is
 * checked like the first. Credentials never follow to another origin.
 */
public final class Guard {
    private static final String ADVICE = "; an administrator can allow it in YARD_PRIVATE_SOURCES";

    private final AllowList allowed;
    private final Dns resolver;

    public Guard(AllowList allowed) {
        this(allowed, Dns.SYSTEM);
    }

    Guard(AllowList allowed, Dns resolver) {
        this.allowed = allowed;
        this.resolver = resolver;
    }

    /** The same guard, which lets one more host pass. */
    public Guard and(String host) {
        return new Guard(allowed.and(host), resolver);
    }

    /** For clients that follow redirects themselves: they have to see each one. */
    public OkHttpClient.Builder protect(OkHttpClient.Builder client) {
        return client.followRedirects(false)
                .followSslRedirects(false)
                .dns(this::lookup)
                .addInterceptor(chain -> {
                    check(chain.request().url());
                    return chain.proceed(chain.request());
                })
                .addNetworkInterceptor(this::checked);
    }

    /** For clients that want redirects followed; at most five. */
    public OkHttpClient.Builder protectFollowing(OkHttpClient.Builder client) {
        return protect(client.addInterceptor(new Redirects()));
    }

    /** @throws AddressRefused where the address itself says that it leads to a forbidden place */
    public void check(HttpUrl url) throws AddressRefused {
        Optional<InetAddress> literal = Network.literal(url.host());
        if (literal.isPresent()) {
            refuse(url.host(), literal.get());
        } else if (url.host().matches("[0-9.]+")) {
            // The client takes these for addresses and would not ask our lookup.
            throw new AddressRefused(url.host() + " is neither a host's name nor an address as it is usually written");
        }
    }

    private List<InetAddress> lookup(String host) throws UnknownHostException {
        List<InetAddress> found = resolver.lookup(host);
        List<InetAddress> good = new ArrayList<>();
        for (InetAddress address : found) {
            if (isAllowed(host, address)) {
                good.add(address);
            }
        }
        if (good.isEmpty() && !found.isEmpty()) {
            refuse(host, found.getFirst());
        }
        return good;
    }

    private boolean isAllowed(String host, InetAddress address) {
        return SpecialAddresses.kind(address).isEmpty() || isListed(host, address);
    }

    private boolean isListed(String host, InetAddress address) {
        return allowed.hasHost(host) || allowed.hasAddress(address);
    }

    private void refuse(String host, InetAddress address) throws AddressRefused {
        if (!isAllowed(host, address)) {
            String where = address.getHostAddress().equals(host) ? host : host + " (" + address.getHostAddress() + ")";
            throw new AddressRefused(
                    where + " is " + SpecialAddresses.kind(address).orElse("private") + ADVICE);
        }
    }

    /** The last word, on the connection itself, before anything is sent over it. */
    private Response checked(Interceptor.Chain chain) throws IOException {
        HttpUrl url = chain.request().url();
        Connection connection = chain.connection();
        if (connection != null && connection.route().proxy().type() == Proxy.Type.DIRECT) {
            check(url, connection.route());
        } else if (!url.isHttps() && !allowed.hasHost(url.host())) {
            throw unprotected(url);
        }
        return chain.proceed(chain.request());
    }

    private void check(HttpUrl url, Route route) throws AddressRefused {
        InetSocketAddress socket = route.socketAddress();
        refuse(url.host(), socket.getAddress());
        if (!url.isHttps() && !isListed(url.host(), socket.getAddress())) {
            throw unprotected(url);
        }
    }

    private static AddressRefused unprotected(HttpUrl url) {
        return new AddressRefused(
                "http://" + url.host() + " is not protected by TLS; use https://, or" + ADVICE.substring(1));
    }
}
