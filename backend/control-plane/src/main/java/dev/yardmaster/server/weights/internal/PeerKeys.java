package dev.yardmaster.server.weights.internal;

import dev.yardmaster.contract.agent.PeerKey;
import dev.yardmaster.contract.agent.PeerOffer;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.server.platform.Ids;
import dev.yardmaster.server.platform.secret.SecretBox;
import dev.yardmaster.server.platform.secret.SettingStore;
import dev.yardmaster.server.weights.store.PeerStore;
import dev.yardmaster.server.weights.store.PeerStore.Peer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keys by which agents tell each other's tickets. A node's key follows from one secret, its name and an epoch, so none
 * is kept; tickets are made with the epoch that the node has asked for last, never with one it cannot know yet.
 */
@Service
public class PeerKeys {
    private static final String SECRET = "peer-secret";
    private static final Duration ASK_AGAIN = Duration.ofHours(1);
    private static final Duration GRACE = Duration.ofMinutes(10);
    private static final int LONGEST_ADDRESS = 300;

    private final SecretBox box;
    private final SettingStore stored;
    private final PeerStore offers;
    private final WeightsSettings settings;
    private final Clock clock;
    private volatile Optional<byte[]> secret = Optional.empty();

    PeerKeys(SecretBox box, SettingStore stored, PeerStore offers, WeightsSettings settings, Clock clock) {
        this.box = box;
        this.stored = stored;
        this.offers = offers;
        this.settings = settings;
        this.clock = clock;
    }

    /** From now on others are told of this node, until it has not asked again for a while. */
    @Transactional
    public PeerKey offer(String node, PeerOffer offer) {
        URI address = checked(offer.address());
        Instant now = clock.instant();
        long epoch = now.toEpochMilli() / settings.peerKeyFor().toMillis();
        Instant end = Instant.ofEpochMilli((epoch + 1) * settings.peerKeyFor().toMillis());
        Instant again = end.isBefore(now.plus(ASK_AGAIN)) ? end : now.plus(ASK_AGAIN);
        offers.offer(new Peer(node, address, epoch), again.plus(GRACE));
        return new PeerKey(Base64.getEncoder().encodeToString(key(node, epoch)), again);
    }

    /** See {@link PeerKey} for what is in it. */
    String ticket(Peer peer, String forNode, String modelKey, Instant until) {
        String claim = until.getEpochSecond() + "." + forNode;
        byte[] mac = mac(key(peer.node(), peer.epoch()), claim + "." + modelKey);
        return claim + "." + HexFormat.of().formatHex(mac);
    }

    private byte[] key(String node, long epoch) {
        return mac(secret(), "peer-key\n" + epoch + "\n" + node);
    }

    private byte[] secret() {
        if (secret.isEmpty()) {
            String sealed =
                    stored.find(SECRET).orElseGet(() -> stored.putIfAbsent(SECRET, box.seal(SECRET, Ids.secret())));
            secret = Optional.of(box.open(SECRET, sealed).getBytes(StandardCharsets.UTF_8));
        }
        return secret.get();
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
        }
    }

    private static URI checked(URI address) {
        boolean good = address != null
                && address.toString().length() <= LONGEST_ADDRESS
                && ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                && address.getHost() != null
                && address.getUserInfo() == null
                && address.getQuery() == null
                && address.getFragment() == null
                && ("".equals(address.getPath()) || "/".equals(address.getPath()));
        if (!good) {
            throw ProblemException.invalid("address", "it is no base address", "expected one like http://host:8070");
        }
        return address;
    }
}
