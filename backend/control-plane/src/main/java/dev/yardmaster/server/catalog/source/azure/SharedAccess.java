package dev.yardmaster.server.catalog.source.azure;

import dev.yardmaster.contract.problem.ProblemException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Service shared access signatures of version 2020-12-06, made with an account's key. */
record SharedAccess(String account, String key, Instant now, boolean overHttps) {
    static final String VERSION = "2020-12-06";
    private static final int MINUTES = 60;

    /** Reading one blob. */
    String blob(String container, String name) {
        return query("r", "b", "/blob/" + account + "/" + container + "/" + name);
    }

    /** Listing a container. */
    String list(String container) {
        return query("l", "c", "/blob/" + account + "/" + container);
    }

    private String query(String permission, String resource, String canonical) {
        String expiry = now.plus(MINUTES, ChronoUnit.MINUTES)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        String protocol = overHttps ? "https" : "https,http";
        // In between: start, identifier, address range, snapshot, encryption scope and five header overrides, all
        // absent.
        String toSign = String.join(
                "\n",
                permission,
                "",
                expiry,
                canonical,
                "",
                "",
                protocol,
                VERSION,
                resource,
                "",
                "",
                "",
                "",
                "",
                "",
                "");
        Map<String, String> query = new LinkedHashMap<>();
        query.put("sv", VERSION);
        query.put("sr", resource);
        query.put("sp", permission);
        query.put("se", expiry);
        query.put("spr", protocol);
        query.put("sig", sign(toSign));
        return query.entrySet().stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(key.strip()), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw ProblemException.invalid(
                    "spec.access.secret", "its accountKey is not a key", "expected an account's key as Azure shows it");
        }
    }

    @Override
    public String toString() {
        return "SharedAccess[" + account + "]";
    }
}
