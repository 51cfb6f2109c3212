package dev.yardmaster.server.catalog.source.gcs;

import dev.yardmaster.server.platform.secret.Sha256;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import okhttp3.HttpUrl;

/** Addresses that open one object for an hour: the V4 signing process of Cloud Storage with an RSA key. */
record SignedUrls(ServiceAccount account, Instant now) {
    private static final String ALGORITHM = "GOOG4-RSA-SHA256";
    private static final int SECONDS = 3600;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** @param object its address without a query */
    String of(HttpUrl object) {
        String time = TIME.format(now);
        String scope = time.substring(0, 8) + "/auto/storage/goog4_request";
        Map<String, String> query = new TreeMap<>();
        query.put("X-Goog-Algorithm", ALGORITHM);
        query.put("X-Goog-Credential", account.email() + "/" + scope);
        query.put("X-Goog-Date", time);
        query.put("X-Goog-Expires", String.valueOf(SECONDS));
        query.put("X-Goog-SignedHeaders", "host");
        String encoded = query.entrySet().stream()
                .map(e -> encode(e.getKey()) + "=" + encode(e.getValue()))
                .collect(Collectors.joining("&"));
        String request =
                "GET\n" + path(object) + "\n" + encoded + "\nhost:" + host(object) + "\n\nhost\nUNSIGNED-PAYLOAD";
        String toSign = ALGORITHM + "\n" + time + "\n" + scope + "\n" + Sha256.hex(request);
        return base(object) + path(object) + "?" + encoded + "&X-Goog-Signature="
                + HexFormat.of().formatHex(account.sign(toSign));
    }

    private static String base(HttpUrl url) {
        return url.scheme() + "://" + host(url);
    }

    private static String host(HttpUrl url) {
        return url.port() == HttpUrl.defaultPort(url.scheme()) ? url.host() : url.host() + ":" + url.port();
    }

    /** Each part of it escaped as the signature wants, which is stricter than addresses need. */
    static String path(HttpUrl url) {
        return "/" + url.pathSegments().stream().map(SignedUrls::encode).collect(Collectors.joining("/"));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
