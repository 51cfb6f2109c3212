package dev.yardmaster.agent.weights.peer;

import dev.yardmaster.agent.platform.Digests;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes tickets as the server does. */
public final class Tickets {
    private Tickets() {}

    public static byte[] key(String node) {
        return Digests.hex("key", node).getBytes(StandardCharsets.US_ASCII);
    }

    public static String make(String node, String forNode, String modelKey) {
        return make(node, forNode, modelKey, Instant.now().plusSeconds(600));
    }

    static String make(String node, String forNode, String modelKey, Instant until) {
        String claim = until.getEpochSecond() + "." + forNode;
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key(node), "HmacSHA256"));
            byte[] bytes = mac.doFinal((claim + "." + modelKey).getBytes(StandardCharsets.UTF_8));
            return claim + "." + HexFormat.of().formatHex(bytes);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
