package dev.yardmaster.server.deployments.scenario;

import static dev.yardmaster.server.deployments.scenario.Stories.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.agent.AgentPaths;
import dev.yardmaster.contract.agent.CacheOffer;
import dev.yardmaster.contract.agent.CacheOffers;
import dev.yardmaster.contract.agent.CacheRequest;
import dev.yardmaster.contract.agent.CacheSources;
import dev.yardmaster.contract.agent.PeerKey;
import dev.yardmaster.contract.agent.PeerOffer;
import dev.yardmaster.contract.engine.KernelCache;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who is told of whose compiled kernels. */
@ScenarioTest
class KernelsLinkTest {
    private static final String SHA = "c".repeat(64);

    @Autowired
    Stories stories;

    @Test
    void nodesOfTheSameKindAreToldOfEachOtherWithTicketsForThatSnapshotAlone() throws Exception {
        try (var story = stories.begin()) {
            FakeAgent a = story.withDevices("a", 1);
            FakeAgent b = story.withDevices("b", 1);
            story.apply("dense", 2, "  runtime: vllm").ready(2);
            KernelCache cache = cache(a);
            assertThat(cache(b)).isEqualTo(cache);
            assertThat(cache.shared()).contains(true);
            PeerKey keyOfA = reachable(a, "http://10.0.0.1:8070");
            reachable(b, "http://10.0.0.2:8070");
            CacheOffer offer = new CacheOffer(cache.name(), cache.key(), SHA, 1000);
            assertThat(sources(b, cache).sources()).isEmpty();
            assertThat(offer(a, offer)).isEqualTo(204);
            assertThat(sources(a, cache).sources()).as("never of oneself").isEmpty();
            CacheSources.Source source = sources(b, cache).sources().getFirst();
            assertThat(source.sha256()).isEqualTo(SHA);
            assertThat(source.bytes()).isEqualTo(1000);
            assertThat(source.peer().node()).isEqualTo(a.node);
            assertThat(source.peer().base()).isEqualTo(URI.create("http://10.0.0.1:8070"));
            String ticket = source.peer().ticket();
            String claim = ticket.substring(0, ticket.lastIndexOf('.'));
            String subject = "kernels/" + cache.name() + "/" + cache.key() + "/" + SHA;
            assertThat(ticket).isEqualTo(claim + "." + mac(keyOfA, claim + "." + subject));
            assertThat(offer(a)).isEqualTo(204);
            assertThat(sources(b, cache).sources())
                    .as("what is not told any more")
                    .isEmpty();
        }
    }

    @Test
    void kernelsOfWhatIsNotOnANodeAreNeitherTakenFromItNorShownToIt() {
        try (var story = stories.begin()) {
            FakeAgent a = story.withDevices("a", 1);
            story.apply("dense", 1, "  runtime: vllm").ready(1);
            FakeAgent stranger = story.node("stranger");
            KernelCache cache = cache(a);
            reachable(a, "http://10.0.0.1:8070");
            reachable(stranger, "http://10.0.0.9:8070");
            CacheOffer offer = new CacheOffer(cache.name(), cache.key(), SHA, 1000);
            assertThat(offer(stranger, offer)).isEqualTo(204);
            assertThat(sources(a, cache).sources()).as("kernels of a stranger").isEmpty();
            HttpResponse<String> refused =
                    stranger.post(AgentPaths.CACHE_SOURCES, new CacheRequest(cache.name(), cache.key()));
            assertThat(refused.statusCode()).isEqualTo(404);
            assertThat(stories.client.problem(refused).detail()).contains(cache.key());
            assertThat(offer(a, new CacheOffer(cache.name(), cache.key(), "short", 1)))
                    .isEqualTo(400);
            assertThat(offer(a, new CacheOffer(cache.name(), cache.key(), SHA, 0)))
                    .isEqualTo(400);
            CacheOffer[] many = Collections.nCopies(65, offer).toArray(CacheOffer[]::new);
            assertThat(offer(a, many)).isEqualTo(413);
        }
    }

    private static KernelCache cache(FakeAgent agent) {
        eventually(() -> assertThat(agent.assignment().instances()).isNotEmpty());
        return agent.assignment().instances().getFirst().launch().caches().stream()
                .filter(c -> c.name().equals("triton"))
                .findFirst()
                .orElseThrow();
    }

    private PeerKey reachable(FakeAgent agent, String address) {
        return stories.client.read(agent.post(AgentPaths.PEER_KEY, new PeerOffer(URI.create(address))), PeerKey.class);
    }

    private static int offer(FakeAgent agent, CacheOffer... offers) {
        return agent.post(AgentPaths.CACHE_OFFERS, new CacheOffers(List.of(offers)))
                .statusCode();
    }

    private CacheSources sources(FakeAgent agent, KernelCache cache) {
        HttpResponse<String> answer = agent.post(AgentPaths.CACHE_SOURCES, new CacheRequest(cache.name(), cache.key()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return stories.client.read(answer, CacheSources.class);
    }

    private static String mac(PeerKey key, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(key.key()), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
