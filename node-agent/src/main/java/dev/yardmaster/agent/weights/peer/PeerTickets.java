package dev.yardmaster.agent.weights.peer;

import dev.yardmaster.contract.agent.PeerKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tells good tickets from others, by this node's key or the one before it. Before there is a key none is good. */
public final class PeerTickets {
    private static final int LONGEST = 300;

    private final Clock clock;
    private volatile Keys keys = new Keys(Optional.empty(), Optional.empty());

    private record Keys(Optional<SecretKeySpec> current, Optional<SecretKeySpec> last) {}

    public PeerTickets(Clock clock) {
        this.clock = clock;
    }

    /** From now on; the one before stays good for the tickets that were made with it. */
    public synchronized void use(PeerKey key) {
        SecretKeySpec next = new SecretKeySpec(Base64.getDecoder().decode(key.key()), "HmacSHA256");
        if (!keys.current().equals(Optional.of(next))) {
            keys = new Keys(Optional.of(next), keys.current());
        }
    }

    /** The node that the ticket was made for; empty where it is no good for this model. */
    public Optional<String> check(String ticket, String modelKey) {
        int first = ticket.indexOf('.');
        int last = ticket.lastIndexOf('.');
        if (ticket.length() > LONGEST || first < 1 || last - first < 2) {
            return Optional.empty();
        }
        String claim = ticket.substring(0, last);
        Keys now = keys;
        boolean good = Stream.of(now.current(), now.last())
                .flatMap(Optional::stream)
                .anyMatch(k -> MessageDigest.isEqual(
                        mac(k, claim + "." + modelKey),
                        ticket.substring(last + 1).getBytes(StandardCharsets.US_ASCII)));
        return good && expires(ticket.substring(0, first)) > clock.instant().getEpochSecond()
                ? Optional.of(claim.substring(first + 1))
                : Optional.empty();
    }

    private static long expires(String seconds) {
        return seconds.matches("\\d{1,15}") ? Long.parseLong(seconds) : 0;
    }

    private static byte[] mac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            byte[] bytes = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }
}
