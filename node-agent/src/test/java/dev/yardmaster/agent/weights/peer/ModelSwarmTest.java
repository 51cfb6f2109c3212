package dev.yardmaster.agent.weights.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.weights.transfer.ChunkRun;
import dev.yardmaster.agent.weights.transfer.Chunks;
import dev.yardmaster.contract.agent.WeightsPeer;
import java.net.URI;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Decisions, without network and clock. */
class ModelSwarmTest {
    private static final List<String> NAMES = List.of("a", "b", "c", "d");
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final int CHUNKS = 400;

    private final PeerTrust trust = new PeerTrust((_, _) -> {});

    private ModelSwarm swarm(String self) {
        return new ModelSwarm("m", self, trust, Patience.USUAL);
    }

    private static WeightsPeer told(String name) {
        return new WeightsPeer(name, URI.create("http://" + name + ":1"), "t");
    }

    private static ChunkNews fetching(long idleMillis, ChunkNews.Entry... chunks) {
        return new ChunkNews("boot", chunks.length, false, true, idleMillis, Chunks.USUAL_BYTES, List.of(chunks));
    }

    private static BitSet all() {
        BitSet missing = new BitSet();
        missing.set(0, CHUNKS);
        return missing;
    }

    private BitSet ownOf(String self, List<String> others) {
        ModelSwarm swarm = swarm(self);
        swarm.told(others.stream().map(ModelSwarmTest::told).toList(), 0).forEach(p -> swarm.heard(p, fetching(0), 0));
        BitSet own = new BitSet();
        BitSet missing = all();
        Optional<ChunkRun> run = swarm.fromOrigin("f", missing, 1, SECOND);
        while (run.isPresent()) {
            own.set(run.get().first());
            missing.clear(run.get().first());
            run = swarm.fromOrigin("f", missing, 1, SECOND);
        }
        return own;
    }

    @Test
    void nodesThatKnowOfEachOtherShareAllChunksWithoutOverlap() {
        Map<String, Integer> shares = new HashMap<>();
        BitSet together = new BitSet();
        for (String self : NAMES) {
            BitSet own = ownOf(self, NAMES.stream().filter(n -> !n.equals(self)).toList());
            assertThat(together.intersects(own)).isFalse();
            together.or(own);
            shares.put(self, own.cardinality());
        }
        assertThat(together.cardinality()).isEqualTo(CHUNKS);
        assertThat(shares.values()).allSatisfy(s -> assertThat(s).isBetween(CHUNKS / 8, CHUNKS / 2));
    }

    @Test
    void whenANodeIsGoneOnlyItsChunksFindAnotherOwner() {
        BitSet before = ownOf("a", List.of("b", "c", "d"));
        BitSet after = ownOf("a", List.of("b", "c"));
        BitSet kept = (BitSet) before.clone();
        kept.and(after);
        assertThat(kept).isEqualTo(before);
        assertThat(after.cardinality()).isGreaterThan(before.cardinality());
    }

    @Test
    void anOwnerThatStandsStillIsPassedOverAndOneThatOnlyPretendsTooInTheEnd() {
        ModelSwarm swarm = swarm("a");
        Peer b = swarm.told(List.of(told("b")), 0).getFirst();
        BitSet ofB = all();
        ofB.andNot(ownOf("a", List.of("b")));
        swarm.heard(b, fetching(0), 0);
        assertThat(swarm.fromOrigin("f", ofB, 1, SECOND)).isEmpty();
        swarm.heard(b, fetching(16_000), 12 * SECOND);
        assertThat(swarm.fromOrigin("f", ofB, 1, 12 * SECOND)).isPresent();
        swarm.heard(b, fetching(0), 13 * SECOND);
        assertThat(swarm.fromOrigin("f", ofB, 1, 13 * SECOND)).isEmpty();
        swarm.heard(b, fetching(0), 50 * SECOND);
        assertThat(swarm.fromOrigin("f", ofB, 1, 50 * SECOND)).isPresent();
        assertThat(swarm.fromOrigin("f", ofB, 1, 51 * SECOND))
                .as("b is no owner now")
                .isPresent();
    }

    @Test
    void whatAPeerHasIsNotAskedOfTheOrigin() {
        ModelSwarm swarm = swarm("a");
        Peer b = swarm.told(List.of(told("b")), 0).getFirst();
        swarm.heard(
                b,
                fetching(
                        0,
                        IntStream.range(0, CHUNKS)
                                .mapToObj(c -> new ChunkNews.Entry("f", c, ""))
                                .toArray(ChunkNews.Entry[]::new)),
                0);
        assertThat(swarm.fromOrigin("f", all(), 8, SECOND)).isEmpty();
        assertThat(swarm.fromPeer("f", all(), 8, SECOND)).contains(new ChunkRun(0, 2));
        assertThat(swarm.fromPeer("g", all(), 8, SECOND)).isEmpty();
    }

    @Test
    void aPeerGetsOnlySoManyRequestsAtOnceAndNoneWhileItIsLeftAlone() {
        ModelSwarm swarm = swarm("a");
        Peer b = swarm.told(List.of(told("b")), 0).getFirst();
        swarm.heard(b, new ChunkNews("boot", 0, true, false, 0, Chunks.USUAL_BYTES, List.of()), 0);
        for (int i = 0; i < ModelSwarm.MOST_PER_PEER; i++) {
            BitSet one = new BitSet();
            one.set(i);
            assertThat(swarm.fromPeer("f", one, 1, 0)).isPresent();
            assertThat(swarm.begin("f", i, 0)).contains(b);
        }
        assertThat(swarm.fromPeer("f", all(), 1, 0)).isEmpty();
        swarm.end(b);
        assertThat(swarm.fromPeer("f", all(), 1, 0)).isPresent();
        swarm.failed(b, 0);
        assertThat(swarm.fromPeer("f", all(), 1, 0)).isEmpty();
        assertThat(swarm.fromPeer("f", all(), 1, SECOND)).isPresent();
        trust.wrongBytes("b", "m", "b lied");
        assertThat(swarm.fromPeer("f", all(), 1, SECOND)).isEmpty();
    }

    @Test
    void nothingIsAskedOfTheOriginBeforeAFirstWordFromThePeersButNotForLong() {
        ModelSwarm swarm = swarm("a");
        swarm.told(List.of(told("b")), 0);
        assertThat(swarm.hasCompany(0)).isTrue();
        assertThat(swarm.fromOrigin("f", all(), 1, SECOND)).isEmpty();
        assertThat(swarm.fromOrigin("f", all(), 1, 3 * SECOND)).isPresent();
        assertThat(swarm.hasCompany(9 * SECOND)).isFalse();
    }
}
