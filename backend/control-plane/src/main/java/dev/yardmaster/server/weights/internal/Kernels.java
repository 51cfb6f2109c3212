package dev.yardmaster.server.weights.internal;

import dev.yardmaster.contract.agent.CacheOffer;
import dev.yardmaster.contract.agent.CacheOffers;
import dev.yardmaster.contract.agent.CacheRequest;
import dev.yardmaster.contract.agent.CacheSources;
import dev.yardmaster.contract.agent.WeightsPeer;
import dev.yardmaster.contract.engine.KernelCache;
import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import dev.yardmaster.server.nodes.Fleet;
import dev.yardmaster.server.platform.secret.Sha256;
import dev.yardmaster.server.weights.KernelNeeds;
import dev.yardmaster.server.weights.store.CacheStore;
import dev.yardmaster.server.weights.store.CacheStore.Held;
import dev.yardmaster.server.weights.store.PeerStore;
import dev.yardmaster.server.weights.store.PeerStore.Peer;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells nodes from which others they can have compiled kernels. These are code: a node is believed to have, and is told of,
 * only what an instance that is assigned to it keeps; what it was once believed to have stays, while it is the same.
 */
@Service
public class Kernels {
    private static final int MOST_SOURCES = 4;
    private static final Pattern SHA = Pattern.compile("[0-9a-f]{64}");

    private final KernelNeeds needs;
    private final CacheStore store;
    private final PeerStore peers;
    private final Fleet fleet;
    private final PeerKeys keys;
    private final WeightsSettings settings;
    private final Clock clock;

    Kernels(
            KernelNeeds needs,
            CacheStore store,
            PeerStore peers,
            Fleet fleet,
            PeerKeys keys,
            WeightsSettings settings,
            Clock clock) {
        this.needs = needs;
        this.store = store;
        this.peers = peers;
        this.fleet = fleet;
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    /** From now on others are told of these, and of no more. Those that are nothing of this node's are passed over. */
    @Transactional
    public void offer(String node, CacheOffers told) {
        if (told.offers().size() > CacheOffers.MOST) {
            throw ProblemException.of(
                    ProblemType.TOO_LARGE,
                    told.offers().size() + " kernel caches at once; send at most " + CacheOffers.MOST + ".");
        }
        told.offers().forEach(Kernels::check);
        List<CacheOffer> known = store.of(node);
        known.stream().filter(k -> !told.offers().contains(k)).forEach(k -> store.remove(node, k));
        List<CacheOffer> news =
                told.offers().stream().filter(o -> !known.contains(o)).toList();
        List<KernelCache> needed = news.isEmpty() ? List.of() : needs.kernels(node);
        news.stream().filter(o -> has(needed, o.name(), o.key())).forEach(o -> store.put(node, o));
    }

    private static void check(CacheOffer offer) {
        boolean good = offer.name() != null
                && offer.key() != null
                && offer.sha256() != null
                && SHA.matcher(offer.sha256()).matches()
                && offer.bytes() > 0;
        if (!good) {
            throw ProblemException.invalid(
                    "offers",
                    "one lacks name, key, sha256 or bytes",
                    "expected all, sha256 as 64 lower-case hexadecimal digits");
        }
    }

    private static boolean has(List<KernelCache> needed, String name, String key) {
        return needed.stream()
                .anyMatch(c -> c.name().equals(name)
                        && c.key().equals(key)
                        && c.shared().orElse(false));
    }

    /** @throws ProblemException not-found for what no instance on the node keeps */
    public CacheSources sources(String node, CacheRequest request) {
        String name = String.valueOf(request.name());
        String key = String.valueOf(request.key());
        if (!has(needs.kernels(node), name, key)) {
            throw ProblemException.notFound("kernel cache shared with node '" + node + "'", name + "/" + key);
        }
        Map<String, Held> held = store.of(name, key).stream()
                .filter(h -> !h.node().equals(node))
                .collect(Collectors.toMap(Held::node, Function.identity()));
        held.keySet().retainAll(fleet.reachable());
        return new CacheSources(peers.among(held.keySet(), clock.instant()).stream()
                .sorted(Comparator.comparing((Peer p) -> -held(held, p).bytes())
                        .thenComparing(p -> Sha256.hex(node + "\n" + p.node())))
                .limit(MOST_SOURCES)
                .map(p -> source(p, node, held(held, p)))
                .toList());
    }

    private static CacheOffer held(Map<String, Held> held, Peer peer) {
        return java.util.Objects.requireNonNull(held.get(peer.node())).offer();
    }

    private CacheSources.Source source(Peer peer, String asking, CacheOffer offer) {
        String subject = CacheOffer.subject(offer.name(), offer.key(), offer.sha256());
        String ticket = keys.ticket(peer, asking, subject, clock.instant().plus(settings.ticketFor()));
        return new CacheSources.Source(
                new WeightsPeer(peer.node(), peer.address(), ticket), offer.sha256(), offer.bytes());
    }
}
