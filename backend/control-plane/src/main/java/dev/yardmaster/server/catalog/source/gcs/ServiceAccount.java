package dev.yardmaster.server.catalog.source.gcs;

import dev.yardmaster.contract.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A service account's key. Only its address and its key are used: the token address that its file also names is not
 * asked, as a service takes tokens that the account signs itself (AIP-4111).
 */
final class ServiceAccount {
    private static final String AUDIENCE = "https://storage.googleapis.com/";
    private static final int TOKEN_SECONDS = 3600;

    private final String email;
    private final String keyId;
    private final PrivateKey key;

    private ServiceAccount(String email, String keyId, PrivateKey key) {
        this.email = email;
        this.keyId = keyId;
        this.key = key;
    }

    /** @throws ProblemException which repeats nothing of the text */
    static ServiceAccount parse(String secret, String text) {
        try {
            JsonNode json = JsonMapper.shared().readTree(text);
            String pem = json.path("private_key").asString("");
            byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", ""));
            PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
            String email = json.path("client_email").asString("");
            if (!email.matches("[A-Za-z0-9._@-]{3,200}")) {
                throw broken(secret, "it has no client_email");
            }
            return new ServiceAccount(email, json.path("private_key_id").asString(""), key);
        } catch (JacksonException e) {
            throw broken(secret, "it is not JSON");
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw broken(secret, "it has no readable private_key");
        }
    }

    private static ProblemException broken(String secret, String problem) {
        return ProblemException.invalid(
                "spec.access.secret",
                "serviceAccountJson of '" + secret + "': " + problem,
                "expected the key file of a service account, whole");
    }

    String email() {
        return email;
    }

    /** A bearer token for Cloud Storage. */
    String token(Instant now) {
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("alg", "RS256");
        header.put("typ", "JWT");
        header.put("kid", keyId);
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", email);
        claims.put("sub", email);
        claims.put("aud", AUDIENCE);
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.getEpochSecond() + TOKEN_SECONDS);
        String text = part(header) + "." + part(claims);
        return text + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(sign(text));
    }

    private static String part(Map<String, Object> values) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(JsonMapper.shared().writeValueAsBytes(values));
    }

    /** RSA with SHA-256, as PKCS #1 1.5 pads. */
    byte[] sign(String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }
}
