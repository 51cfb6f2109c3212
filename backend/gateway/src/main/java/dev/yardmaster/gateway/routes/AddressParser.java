package dev.yardmaster.gateway.routes;

import java.net.URI;
import java.net.URISyntaxException;

/** Reads an engine's base URL. */
final class AddressParser {
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private AddressParser() {}

    /** @throws IllegalArgumentException saying what is wrong with it */
    static Instance.Address parse(String url) {
        URI uri = uri(url);
        String scheme = String.valueOf(uri.getScheme());
        String host = uri.getHost();
        if (!scheme.equals("http") && !scheme.equals("https") || host == null) {
            throw new IllegalArgumentException("expected http://HOST:PORT or https://HOST:PORT");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("expected neither user, query nor fragment");
        }
        boolean tls = scheme.equals("https");
        int port = uri.getPort() < 0 ? (tls ? HTTPS : HTTP) : uri.getPort();
        return new Instance.Address(tls, bare(host), port, withoutSlash(uri.getRawPath()));
    }

    private static URI uri(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("expected a URL", e);
        }
    }

    /** An IPv6 address stands in brackets only inside a URL. */
    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
