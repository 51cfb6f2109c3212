package dev.yardmaster.agent.weights.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.weights.transfer.Chunks;
import dev.yardmaster.agent.weights.transfer.Content;
import dev.yardmaster.agent.weights.transfer.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several nodes that fetch the same files at the same time, over real sockets. */
@Timeout(90)
class SwarmTest {
    private static final int CHUNK = Chunks.USUAL_BYTES;

    @TempDir
    Path directory;

    private Swarm swarm;

    @BeforeEach
    void open() throws IOException {
        swarm = new Swarm(directory, 7).patient();
    }

    @AfterEach
    void close() throws IOException {
        swarm.close();
    }

    private void allRight(List<SwarmNode> nodes) throws Exception {
        for (SwarmNode node : nodes) {
            node.await();
            for (Content content : swarm.contents()) {
                assertThat(Files.mismatch(node.file(content.path()), truth(content)))
                        .as("%s of %s", content.path(), node.name)
                        .isEqualTo(-1);
            }
        }
    }

    private Path truth(Content content) throws IOException {
        return Files.write(directory.resolve("truth"), swarm.origin().files.get(content.path()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theOriginGivesEveryChunkAboutOnce(boolean chunksKnown) throws Exception {
        swarm.file("a.bin", 6 * CHUNK + 99, true).file("b.bin", 5 * CHUNK, true).file("c.json", 700, true);
        if (chunksKnown) {
            swarm.knowsChunks();
        }
        List<SwarmNode> nodes = swarm.nodes(5);
        List<Job> jobs = nodes.stream().map(SwarmNode::fetch).toList();
        allRight(nodes);
        assertThat(swarm.origin().sent.get()).isLessThan(swarm.bytes() * 5 / 4 + 2 * CHUNK);
        assertThat(jobs).allSatisfy(j -> assertThat(j.fromPeers()).isPositive());
        assertThat(jobs.stream().mapToLong(j -> j.fromPeers() + j.fromOrigin()).sum())
                .isEqualTo(5 * swarm.bytes());
        assertThat(nodes).allSatisfy(n -> assertThat(n.distrusted).isEmpty());
    }

    @Test
    void aNodeThatComesLaterAsksTheOriginForNothing() throws Exception {
        swarm.file("a.bin", 5 * CHUNK, true).file("c.json", 700, true);
        swarm.node("holder").holding();
        SwarmNode late = swarm.node("late");
        Job job = late.fetch();
        allRight(List.of(late));
        assertThat(job.fromPeers()).isEqualTo(swarm.bytes());
        assertThat(swarm.origin().sent.get()).isZero();
    }

    @Test
    void aNodeAloneFetchesFromTheOrigin() throws Exception {
        swarm.file("a.bin", 3 * CHUNK, true);
        SwarmNode alone = swarm.node("alone");
        Job job = alone.fetch();
        allRight(List.of(alone));
        assertThat(job.fromOrigin()).isEqualTo(swarm.bytes());
    }
}
