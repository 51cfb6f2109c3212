package dev.yardmaster.agent.weights.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.weights.FaultyOrigin.Asked;
import dev.yardmaster.agent.weights.transfer.Chunks;
import dev.yardmaster.agent.weights.transfer.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Swarms in which nodes die, are busy, and the origin has moods; seeds make each run the same plan. */
@Timeout(90)
class TroubleTest {
    private static final int CHUNK = Chunks.USUAL_BYTES;

    @TempDir
    Path directory;

    private Swarm swarm;

    @BeforeEach
    void open() throws IOException {
        swarm = new Swarm(directory, 5);
    }

    @AfterEach
    void close() throws IOException {
        swarm.close();
    }

    private void right(SwarmNode node) throws Exception {
        node.await();
        for (Content content : swarm.contents()) {
            Path truth =
                    Files.write(directory.resolve("truth"), swarm.origin().files.get(content.path()));
            assertThat(Files.mismatch(node.file(content.path()), truth))
                    .as("%s of %s", content.path(), node.name)
                    .isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theOthersEndWellWhenNodesDieOnTheWay(long seed) throws Exception {
        Random random = new Random(seed);
        swarm.file("a.bin", 8 * CHUNK, true).file("b.bin", CHUNK / 2, true);
        List<SwarmNode> nodes = swarm.nodes(4);
        nodes.forEach(SwarmNode::fetch);
        List<SwarmNode> left = new ArrayList<>(nodes);
        for (int i = 0; i < 2; i++) {
            Thread.sleep(100 + random.nextInt(400));
            left.remove(random.nextInt(left.size())).stop();
        }
        for (SwarmNode node : left) {
            right(node);
            assertThat(node.distrusted).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void anOriginThatOftenAsksForPatienceIsAskedAgain(long seed) throws Exception {
        Random random = new Random(seed);
        swarm.file("a.bin", 6 * CHUNK, true);
        swarm.origin().behaviour = asked -> {
            boolean moody;
            synchronized (random) {
                moody = random.nextInt(3) == 0;
            }
            if (moody) {
                asked.status(503, "Retry-After: 0");
            } else {
                asked.well();
            }
        };
        List<SwarmNode> nodes = swarm.nodes(3);
        nodes.forEach(SwarmNode::fetch);
        for (SwarmNode node : nodes) {
            right(node);
        }
        assertThat(swarm.origin().sent.get()).isLessThan(2 * swarm.bytes());
    }

    @Test
    void anOriginThatIsGoneDoesNotMatterWhereAPeerHasAll() throws Exception {
        swarm.patient().file("a.bin", 4 * CHUNK, true);
        swarm.origin().behaviour = asked -> asked.status(500);
        swarm.node("holder").holding();
        SwarmNode node = swarm.node("late");
        node.fetch();
        right(node);
        assertThat(swarm.origin().requests).isEmpty();
    }

    @Test
    void aBusyHolderIsWaitedFor() throws Exception {
        swarm.patient().file("a.bin", 6 * CHUNK, true);
        SwarmNode holder = swarm.node("holder", 1).holding();
        List<SwarmNode> nodes = swarm.nodes(3);
        nodes.forEach(SwarmNode::fetch);
        for (SwarmNode node : nodes) {
            right(node);
        }
        assertThat(holder.server.turnedAway()).isPositive();
        assertThat(swarm.origin().sent.get()).isLessThan(swarm.bytes());
    }

    @Test
    void aSlowOriginIsNotAskedTwiceForTheSameChunk() throws Exception {
        swarm.patient().file("a.bin", 6 * CHUNK, true);
        AtomicInteger asked = new AtomicInteger();
        swarm.origin().behaviour = a -> {
            asked.incrementAndGet();
            slowly(a);
        };
        List<SwarmNode> nodes = swarm.nodes(3);
        nodes.forEach(SwarmNode::fetch);
        for (SwarmNode node : nodes) {
            right(node);
        }
        assertThat(swarm.origin().sent.get()).isEqualTo(swarm.bytes());
    }

    private static void slowly(Asked asked) throws IOException {
        asked.head("206 Partial", "Content-Length: " + (asked.to() - asked.from()), asked.contentRange());
        for (int at = asked.from(); at < asked.to(); at += 1 << 20) {
            try {
                Thread.sleep(150);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            asked.body(at, Math.min(asked.to(), at + (1 << 20)));
        }
    }
}
