package dev.yardmaster.agent.supervise;

import dev.yardmaster.agent.kernels.Neighbourhood;
import dev.yardmaster.agent.weights.peer.Tickets;
import dev.yardmaster.contract.agent.CacheOffer;
import dev.yardmaster.contract.agent.CacheOffers;
import dev.yardmaster.contract.agent.CacheRequest;
import dev.yardmaster.contract.agent.CacheSources;
import dev.yardmaster.contract.agent.WeightsPeer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the server does for nodes that share kernels, and the nodes. */
final class KernelTown {
    private final Map<String, KernelNode> nodes = new ConcurrentSkipListMap<>();
    private final Map<String, List<CacheOffer>> offers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    KernelNode node(String name, Path home, Duration fetchWithin) throws Exception {
        KernelNode node = new KernelNode(name, home, fetchWithin, neighbourhood(name));
        nodes.put(name, node);
        return node;
    }

    List<CacheOffer> offers(String node) {
        return offers.getOrDefault(node, List.of());
    }

    /** Nodes that asked, in order. */
    List<String> asked() {
        return asked;
    }

    void hangs(String node) {
        Objects.requireNonNull(nodes.get(node)).hangs = true;
    }

    String ticket(String of, String forNode, String subject) {
        return Tickets.make(of, forNode, subject);
    }

    private Neighbourhood neighbourhood(String self) {
        return new Neighbourhood() {
            @Override
            public boolean offer(CacheOffers told) {
                offers.put(self, told.offers());
                return true;
            }

            @Override
            public CacheSources sources(CacheRequest request) {
                asked.add(self);
                return new CacheSources(nodes.values().stream()
                        .filter(n -> !n.name.equals(self))
                        .flatMap(n -> offers(n.name).stream()
                                .filter(o -> o.name().equals(request.name())
                                        && o.key().equals(request.key()))
                                .map(o -> source(n, self, o)))
                        .toList());
            }
        };
    }

    private CacheSources.Source source(KernelNode from, String asking, CacheOffer offer) {
        String subject = CacheOffer.subject(offer.name(), offer.key(), offer.sha256());
        return new CacheSources.Source(
                new WeightsPeer(from.name, from.address(""), ticket(from.name, asking, subject)),
                offer.sha256(),
                offer.bytes());
    }

    void close() throws Exception {
        for (KernelNode node : nodes.values()) {
            node.close();
        }
    }
}
