package dev.yardmaster.agent.weights.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.platform.Digests;
import dev.yardmaster.agent.weights.FaultyOrigin;
import dev.yardmaster.agent.weights.FaultyOrigin.Asked;
import dev.yardmaster.agent.weights.transfer.Chunks;
import dev.yardmaster.agent.weights.transfer.Content;
import dev.yardmaster.agent.weights.transfer.Job;
import dev.yardmaster.contract.agent.WeightsPeer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Peers that do everything wrong that can be done, on real sockets: the files are right in the end, from the origin. */
@Timeout(90)
class BadPeersTest {
    private static final int CHUNK = Chunks.USUAL_BYTES;
    private static final String FILE = "peer/v1/weights/" + SwarmNode.KEY + "/files/a.bin";
    private static final int SIZE = 3 * CHUNK;

    @TempDir
    Path directory;

    private Swarm swarm;
    private FaultyOrigin stranger;
    private SwarmNode node;
    private final AtomicInteger reads = new AtomicInteger();
    private volatile String news = news("");

    @BeforeEach
    void open() throws IOException {
        swarm = new Swarm(directory, 11);
        stranger = new FaultyOrigin();
        node = swarm.node("good");
    }

    @AfterEach
    void close() throws IOException {
        swarm.close();
        stranger.close();
    }

    private static String news(String chunks) {
        return "{\"boot\":\"x\",\"next\":0,\"whole\":" + chunks.isEmpty() + ",\"fetching\":true,\"idleMillis\":0,"
                + "\"chunkBytes\":" + CHUNK + ",\"chunks\":[" + chunks + "]}";
    }

    private void says(Asked asked, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        asked.head("200 OK", "Content-Type: application/json", "Content-Length: " + body.length);
        asked.out().write(body);
    }

    private void behave(FaultyOrigin.Behaviour files) {
        stranger.behaviour = asked -> {
            if (asked.path().contains("/chunks?")) {
                says(asked, news);
            } else {
                reads.incrementAndGet();
                files.answer(asked);
            }
        };
    }

    private Job fetch() throws IOException {
        swarm.stranger(new WeightsPeer("bad", stranger.url("").resolve("/"), "1.x.y"));
        return node.fetch();
    }

    private void isRightFromTheOrigin(Job job) throws Exception {
        node.await();
        Content content = swarm.contents().getFirst();
        Path truth =
                Files.write(directory.resolve("truth"), swarm.origin().files.get(content.path()));
        assertThat(Files.mismatch(node.file(content.path()), truth)).isEqualTo(-1);
        assertThat(job.fromOrigin()).isEqualTo(content.size());
    }

    private byte[] garbage() {
        byte[] garbage = new byte[SIZE];
        new Random(3).nextBytes(garbage);
        stranger.files.put(FILE, garbage);
        return garbage;
    }

    @Test
    void garbageIsToldByTheHashesThatTheServerKnows() throws Exception {
        swarm.file("a.bin", SIZE, true).knowsChunks();
        garbage();
        behave(Asked::well);
        isRightFromTheOrigin(fetch());
        assertThat(reads.get()).isBetween(1, ModelSwarm.MOST_PER_PEER);
        assertThat(node.distrusted).singleElement().asString().contains("bad gave wrong bytes of a.bin");
    }

    @Test
    void garbageIsToldByTheHashesThatThePeerItselfAnnounced() throws Exception {
        swarm.file("a.bin", SIZE, true);
        garbage();
        news = news("{\"path\":\"a.bin\",\"chunk\":0,\"sha256\":\"" + "0".repeat(64) + "\"}");
        behave(Asked::well);
        isRightFromTheOrigin(fetch());
        assertThat(node.distrusted).singleElement().asString().contains("bad gave wrong bytes of a.bin");
    }

    @Test
    void aConsistentLieIsFoundByTheWholeAndByWhatTheOriginGivesInstead() throws Exception {
        swarm.file("a.bin", SIZE, true);
        byte[] garbage = garbage();
        var digest = Digests.sha256();
        digest.update(garbage, CHUNK, CHUNK);
        String hash = HexFormat.of().formatHex(digest.digest());
        news = news("{\"path\":\"a.bin\",\"chunk\":1,\"sha256\":\"" + hash + "\"}")
                .replace("\"fetching\":true", "\"fetching\":false");
        behave(Asked::well);
        fetch();
        node.await();
        assertThat(Files.readAllBytes(node.file("a.bin")))
                .isEqualTo(swarm.origin().files.get("a.bin"));
        assertThat(reads.get()).isEqualTo(1);
        assertThat(node.distrusted).singleElement().asString().contains("bad gave other bytes of a.bin, chunk 1");
        assertThat(node.sharing.distrusted()).isEqualTo(1);
    }

    @Test
    @Tag("slow")
    void aPeerThatStallsIsLeftAlone() throws Exception {
        swarm.file("a.bin", SIZE, true);
        garbage();
        behave(asked -> {
            asked.head("206 Partial", "Content-Length: " + (asked.to() - asked.from()), asked.contentRange());
            asked.body(asked.from(), asked.from() + 1000);
            asked.out().flush();
            sleep();
        });
        isRightFromTheOrigin(fetch());
        assertThat(node.distrusted).isEmpty();
    }

    private static void sleep() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aPeerThatDoesNotGiveWhatItTellsOfIsNotBelieved() throws Exception {
        swarm.file("a.bin", SIZE, true);
        behave(asked -> asked.status(404));
        isRightFromTheOrigin(fetch());
        assertThat(reads.get()).isPositive();
    }

    @Test
    void bodiesThatDoNotEndOrAreTooLongAreCut() throws Exception {
        swarm.file("a.bin", SIZE, true).knowsChunks();
        garbage();
        behave(asked -> {
            asked.head("206 Partial", "Transfer-Encoding: chunked", asked.contentRange());
            byte[] piece = new byte[1 << 16];
            while (true) {
                asked.out().write("10000\r\n".getBytes(StandardCharsets.US_ASCII));
                asked.out().write(piece);
                asked.out().write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        });
        isRightFromTheOrigin(fetch());
    }

    @Test
    void newsThatDoNotEndOrAreNonsenseAreNoNews() throws Exception {
        swarm.file("a.bin", SIZE, true);
        AtomicInteger times = new AtomicInteger();
        stranger.behaviour = asked -> {
            switch (times.getAndIncrement() % 3) {
                case 0 -> says(asked, "{\"boot\":\"x\",\"next\":-1}");
                case 1 -> says(asked, "[".repeat(100_000));
                default -> {
                    asked.head("200 OK", "Transfer-Encoding: chunked");
                    byte[] piece = " ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
                    while (true) {
                        asked.out().write("10000\r\n".getBytes(StandardCharsets.US_ASCII));
                        asked.out().write(piece);
                        asked.out().write("\r\n".getBytes(StandardCharsets.US_ASCII));
                    }
                }
            }
        };
        isRightFromTheOrigin(fetch());
    }

    @Test
    void aPeerThatRefusesTheTicketIsPassedOver() throws Exception {
        swarm.file("a.bin", SIZE, true);
        stranger.behaviour = asked -> asked.status(401);
        isRightFromTheOrigin(fetch());
    }

    @Test
    @Tag("slow")
    void aPeerThatOnlyPretendsToFetchOwnsNothingForLong() throws Exception {
        swarm.file("a.bin", SIZE, true);
        news = "{\"boot\":\"x\",\"next\":0,\"whole\":false,\"fetching\":true,\"idleMillis\":7000," + "\"chunkBytes\":"
                + CHUNK + ",\"chunks\":[]}";
        behave(asked -> asked.status(404));
        isRightFromTheOrigin(fetch());
        assertThat(reads.get()).isZero();
    }

    @Test
    void redirectsOfPeersLeadNowhereNew() throws Exception {
        swarm.file("a.bin", SIZE, true).knowsChunks();
        FaultyOrigin elsewhere = new FaultyOrigin();
        behave(asked -> asked.status(302, "Location: " + elsewhere.url("secret")));
        isRightFromTheOrigin(fetch());
        assertThat(elsewhere.requests).isEmpty();
        elsewhere.close();
    }
}
