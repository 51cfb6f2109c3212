package dev.yardmaster.agent;

import static dev.yardmaster.agent.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.weights.FaultyOrigin;
import dev.yardmaster.contract.agent.AgentEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real agent that is killed again and again while it fetches. */
class KilledFetchTest {
    private static final int CHUNK = 4 << 20;
    private static final int PIECE = 1 << 18;
    private static final long SEED = 7;

    @TempDir
    Path home;

    private final Random random = new Random(SEED);
    private final byte[] first = bytes(24 * CHUNK + 77);
    private final byte[] second = bytes(11 * CHUNK + 1);
    /** Milliseconds between pieces: slow enough that twenty kills come before the end. */
    private volatile int pause = 30;

    private final Semaphore turn = new Semaphore(1, true);
    private final Map<String, Set<Integer>> marked = new HashMap<>();
    private FaultyOrigin origin;
    private FakeControlPlane server;
    private AgentUnderTest agent;

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    @BeforeEach
    void open() throws Exception {
        origin = new FaultyOrigin();
        origin.files.put("a.bin", first);
        origin.files.put("b.bin", second);
        origin.behaviour = this::slowly;
        server = new FakeControlPlane();
        server.tokens.add("one-time");
        server.origin = Optional.of(origin.url(""));
        server.assign(
                List.of(Assigned.model("m1", Assigned.file("a.bin", first), Assigned.file("b.bin", second))),
                List.of());
        agent = new AgentUnderTest(home, server.url()).with("YARD_JOIN_TOKEN", "one-time");
    }

    @AfterEach
    void close() throws IOException {
        agent.close();
        server.close();
        origin.close();
    }

    /** So that a kill finds chunks in every state. */
    private void slowly(FaultyOrigin.Asked asked) throws IOException {
        asked.head(
                "206 Partial", "Content-Length: " + (asked.to() - asked.from()), asked.contentRange(), "ETag: \"v1\"");
        for (int at = asked.from(); at < asked.to(); at += PIECE) {
            asked.body(at, Math.min(asked.to(), at + PIECE));
            try {
                turn.acquire();
                Thread.sleep(pause);
                turn.release();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    /** The same number of bytes on every machine: at two of these some chunks are whole, at three hardly any. */
    @Test
    void neverAWrongByteAndNeverFromZero() throws Exception {
        pause = 3;
        for (int chunks : List.of(1, 11, 3, 9, 5)) {
            long enough = origin.sent.get() + (long) chunks * CHUNK;
            agent.start();
            until("it fetched enough", () -> origin.sent.get() > enough);
            kill();
        }
        endsWell(5);
    }

    @Test
    @Tag("slow")
    void norWhenItIsKilledAtTwentyRandomMoments() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertThat(snapshot()).as("before kill " + i).doesNotExist();
            long before = origin.sent.get();
            agent.start();
            until("it fetches", () -> origin.sent.get() > before);
            Thread.sleep(random.nextInt(2000));
            kill();
        }
        endsWell(20);
    }

    private Path snapshot() {
        return home.resolve("agent/weights/hub/models--demo--tiny/snapshots/c0ffee");
    }

    private void kill() throws Exception {
        agent.kill();
        until("connections ended", () -> origin.open.get() == 0);
        assertMarkedChunksAreRight();
    }

    private void endsWell(int kills) throws Exception {
        assertThat(marked.values()).as("some of it outlived the kills").anyMatch(chunks -> !chunks.isEmpty());
        pause = 1;
        agent.start();
        until("held", () -> server.events.stream().anyMatch(e -> e.type() == AgentEvent.Type.WEIGHTS_HELD));
        assertThat(snapshot().resolve("a.bin")).hasBinaryContent(first);
        assertThat(snapshot().resolve("b.bin")).hasBinaryContent(second);
        // Every kill loses at most the unfinished chunk of each connection, and what was in its sockets.
        assertThat(origin.sent.get()).isLessThan(first.length + second.length + kills * 8L * (CHUNK + (4 << 20)));
        try (Stream<Path> partial = Files.list(home.resolve("agent/weights/partial"))) {
            assertThat(partial).isEmpty();
        }
    }

    /** Whatever the journals mark as there is there. */
    private void assertMarkedChunksAreRight() throws IOException {
        for (byte[] content : List.of(first, second)) {
            Path data = home.resolve("agent/weights/partial/" + Assigned.sha256(content) + ".data");
            Path marks = home.resolve("agent/weights/partial/" + Assigned.sha256(content) + ".chunks");
            if (!Files.exists(data) || !Files.exists(marks)) {
                continue;
            }
            byte[] here = Files.readAllBytes(data);
            byte[] journal = Files.readAllBytes(marks);
            Set<Integer> before = marked.computeIfAbsent(data.toString(), _ -> new TreeSet<>());
            assertThat(before).allMatch(chunk -> journal[4096 + chunk] != 0);
            for (int chunk = 0; 4096 + chunk < journal.length; chunk++) {
                if (journal[4096 + chunk] != 0) {
                    int from = chunk * CHUNK;
                    int to = Math.min(content.length, from + CHUNK);
                    assertThat(java.util.Arrays.equals(here, from, to, content, from, to))
                            .as("chunk " + chunk)
                            .isTrue();
                    before.add(chunk);
                }
            }
        }
    }
}
