package dev.yardmaster.server.catalog.source.gcs;

import dev.yardmaster.server.catalog.source.StandIn;
import dev.yardmaster.server.platform.secret.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Objects of one bucket by the JSON API, tokens that the account signs itself, and V4 signed addresses. */
class GcsStandIn extends StandIn {
    static final String EMAIL = "reader@project.iam.gserviceaccount.com";
    private static final int PAGE = 2;

    private final KeyPair keys = keyPair();
    volatile boolean open;
    volatile boolean composed;

    GcsStandIn(String prefix) {
        super(prefix);
    }

    static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key file that the console hands out. */
    String serviceAccount() {
        return serviceAccount(keys);
    }

    static String serviceAccount(KeyPair keys) {
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(keys.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        return JsonMapper.shared()
                .writeValueAsString(Map.of(
                        "type", "service_account",
                        "client_email", EMAIL,
                        "private_key_id", "k1",
                        "private_key", pem,
                        "token_uri", "http://169.254.169.254/token"));
    }

    @Override
    protected Given answer(Asked asked) throws Exception {
        String rest = asked.path().substring(1);
        if (rest.startsWith("storage/v1/b/")) {
            return open || hasToken(asked) ? api(asked, rest.substring("storage/v1/b/".length())) : Given.status(401);
        }
        if (!open && !isSigned(asked)) {
            return Given.status(403);
        }
        byte[] content = objects.get(rest.substring("models/".length()));
        return content == null ? Given.status(404) : content(asked, content, Map.of());
    }

    private boolean hasToken(Asked asked) throws Exception {
        String[] parts =
                asked.header("Authorization").replaceFirst("^Bearer ", "").split("\\.");
        if (parts.length != 3) {
            return false;
        }
        JsonNode claims = JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(parts[1]));
        return claims.path("aud").asString("").equals("https://storage.googleapis.com/")
                && claims.path("iss").asString("").equals(EMAIL)
                && verifies(parts[0] + "." + parts[1], Base64.getUrlDecoder().decode(parts[2]));
    }

    private boolean verifies(String text, byte[] signature) throws Exception {
        Signature verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(keys.getPublic());
        verifier.update(text.getBytes(StandardCharsets.UTF_8));
        return verifier.verify(signature);
    }

    /** As the documents say to build what is signed, from what came over the wire. */
    private boolean isSigned(Asked asked) throws Exception {
        if (asked.query("X-Goog-Signature").isEmpty()) {
            return false;
        }
        String query = asked.rawQuery().replaceFirst("&X-Goog-Signature=[0-9a-f]+$", "");
        String canonical = "GET\n" + asked.exchange().getRequestURI().getRawPath() + "\n" + query + "\nhost:"
                + asked.header("Host") + "\n\nhost\nUNSIGNED-PAYLOAD";
        String scope = asked.query("X-Goog-Credential").replaceFirst("^[^/]*/", "");
        String text = "GOOG4-RSA-SHA256\n" + asked.query("X-Goog-Date") + "\n" + scope + "\n" + Sha256.hex(canonical);
        return verifies(text, HexFormat.of().parseHex(asked.query("X-Goog-Signature")));
    }

    private Given api(Asked asked, String rest) throws Exception {
        if (!rest.startsWith("models/o")) {
            return Given.status(404);
        }
        if (rest.startsWith("models/o/")) {
            String key = rest.substring("models/o/".length());
            return objects.containsKey(key) ? json(item(key)) : Given.status(404);
        }
        List<String> keys = objects.keySet().stream()
                .filter(k -> k.startsWith(asked.query("prefix")))
                .filter(k -> k.compareTo(asked.query("pageToken")) > 0)
                .toList();
        List<Object> items = new ArrayList<>();
        for (String key : keys.subList(0, Math.min(PAGE, keys.size()))) {
            items.add(item(key));
        }
        Map<String, Object> page = new TreeMap<>(Map.of("items", items));
        if (keys.size() > PAGE) {
            page.put("nextPageToken", keys.get(PAGE - 1));
        }
        return json(page);
    }

    private static Given json(Object body) {
        return Given.of(200, "application/json", JsonMapper.shared().writeValueAsString(body));
    }

    private Map<String, Object> item(String key) throws Exception {
        byte[] content = object(key);
        Map<String, Object> item = new TreeMap<>();
        item.put("name", key);
        item.put("size", String.valueOf(content.length));
        item.put("generation", "17");
        java.util.zip.CRC32C crc = new java.util.zip.CRC32C();
        crc.update(content);
        byte[] four =
                java.nio.ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
        item.put("crc32c", Base64.getEncoder().encodeToString(four));
        if (!composed) {
            item.put(
                    "md5Hash",
                    Base64.getEncoder()
                            .encodeToString(MessageDigest.getInstance("MD5").digest(content)));
        }
        return item;
    }
}
