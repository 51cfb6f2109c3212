package dev.yardmaster.server.catalog.source.web;

import dev.yardmaster.server.catalog.source.StandIn;
import dev.yardmaster.server.platform.secret.Sha256;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** A web server with some of the habits that they have. */
public class WebStandIn extends StandIn {
    public volatile boolean guarded;
    volatile boolean noHead;
    volatile boolean digests;
    volatile boolean weak;
    volatile String redirect = "";

    public WebStandIn() {
        super("/files/");
    }

    @Override
    protected Given answer(Asked asked) {
        if (!redirect.isEmpty()) {
            return new Given(302, Map.of("Location", redirect), new byte[0]);
        }
        boolean right = asked.header("Authorization").equals("Bearer t0psecret");
        if (guarded && !right || !asked.header("Authorization").isEmpty() && !right) {
            return Given.status(401);
        }
        byte[] content = objects.get(asked.path());
        if (content == null) {
            return Given.status(404);
        }
        if (noHead && asked.method().equals("HEAD")) {
            return Given.status(405);
        }
        String sha256 = Sha256.hex(content);
        Map<String, String> headers = new TreeMap<>();
        headers.put("ETag", (weak ? "W/" : "") + "\"" + sha256.substring(0, 8) + "\"");
        headers.put("Last-Modified", "Thu, 01 Jan 2026 00:00:00 GMT");
        if (digests) {
            headers.put(
                    "Repr-Digest",
                    "sha-256=:"
                            + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256)) + ":");
        }
        return content(asked, content, headers);
    }
}
