package dev.yardmaster.agent.weights.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yardmaster.agent.Assigned;
import dev.yardmaster.agent.weights.FaultyOrigin;
import dev.yardmaster.agent.weights.transfer.Content;
import dev.yardmaster.agent.weights.transfer.Job;
import dev.yardmaster.agent.weights.transfer.WeightsProblem;
import dev.yardmaster.agent.weights.transfer.WeightsProblem.Kind;
import dev.yardmaster.contract.catalog.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine against a web server on real sockets: what goes well, and everything that can be wrong with an answer. */
class FetchTest {
    private static final int SIZE = 3 * Fetching.CHUNK + 12_345;
    private static final byte[] BYTES = Fetching.random(SIZE);

    @TempDir
    Path directory;

    private Fetching fetching;
    private FaultyOrigin origin;

    @BeforeEach
    void open() throws IOException {
        fetching = new Fetching(directory);
        origin = fetching.origin;
        origin.files.put("big.bin", BYTES);
    }

    @AfterEach
    void close() throws IOException {
        fetching.close();
    }

    private static Content content(String path, byte[] bytes) {
        return Content.of("m1", Assigned.file(path, bytes));
    }

    private static Content unknown(String path, byte[] bytes, String pin) {
        return Content.of("m1", new ModelFile(path, bytes.length, "", pin));
    }

    private void fetchBig() throws Exception {
        fetching.begin(content("big.bin", BYTES)).await();
        assertThat(fetching.isRight("big.bin")).isTrue();
    }

    private void fails(Kind kind, String... words) throws Exception {
        Job job = fetching.begin(content("big.bin", BYTES));
        fails(job, kind, words);
    }

    private void fails(Job job, Kind kind, String... words) {
        assertThatThrownBy(job::await)
                .isInstanceOfSatisfying(
                        WeightsProblem.class,
                        e -> assertThat(e.kind()).as(e.sentence()).isEqualTo(kind))
                .hasMessageContainingAll(words)
                .hasMessageNotContaining("s3cret");
        assertThat(fetching.landed).isEmpty();
    }

    /** The first answer of each connection of attempts goes wrong, so that a retry cures it. */
    private void onceWrong(FaultyOrigin.Behaviour wrong) {
        AtomicInteger times = new AtomicInteger();
        origin.behaviour = a -> {
            if (times.getAndIncrement() < 2) {
                wrong.answer(a);
            } else {
                a.well();
            }
        };
    }

    @Test
    void fetchesManyFilesByRanges() throws Exception {
        byte[] small = Fetching.random(100);
        origin.files.put("sub/small.json", small);
        origin.files.put("empty", new byte[0]);
        fetching.begin(content("big.bin", BYTES), content("sub/small.json", small), content("empty", new byte[0]))
                .await();
        assertThat(fetching.isRight("big.bin")).isTrue();
        assertThat(fetching.isRight("sub/small.json")).isTrue();
        assertThat(fetching.isRight("empty")).isTrue();
        assertThat(origin.requests).allMatch(r -> r.contains("Authorization: Bearer s3cret"));
        assertThat(origin.requests.stream().filter(r -> r.contains("/big.bin")).count())
                .isGreaterThan(1);
        assertThat(directory.resolve("partial")).isEmptyDirectory();
        assertThat(origin.sent.get()).isEqualTo(SIZE + 100);
    }

    @Test
    void learnsTheDigestWhereNoneWasKnown() throws Exception {
        fetching.begin(unknown("big.bin", BYTES, "")).await();
        assertThat(directory.resolve(Assigned.sha256(BYTES))).hasBinaryContent(BYTES);
    }

    @Test
    void rangesThatAreNotAnsweredBecomeOneWholeRequest() throws Exception {
        origin.behaviour = FaultyOrigin.Asked::whole;
        fetchBig();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503, 500, 502, 408})
    void passingRefusalsAreWaitedFor(int status) throws Exception {
        onceWrong(a -> a.status(status, "Retry-After: 0"));
        fetchBig();
    }

    @Test
    void lastingBusinessIsSaid() throws Exception {
        origin.behaviour = a -> a.status(503);
        fails(Kind.UNREACHABLE, "503", "big.bin");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 410})
    void deniedIsAskedForOnceMoreAtFreshLocations(int status) throws Exception {
        origin.behaviour = a -> a.status(status);
        fails(Kind.REFUSED, "" + status, "big.bin");
        assertThat(fetching.located).hasValue(2);
    }

    @Test
    void denialsOfStaleLocationsAreCured() throws Exception {
        onceWrong(a -> a.status(403));
        fetchBig();
    }

    @Test
    void tooShortAFileIsSaid() throws Exception {
        origin.behaviour = a -> a.status(416);
        fails(Kind.REFUSED, "416", "not the one that was pinned");
    }

    @Test
    void anotherLengthIsSaid() throws Exception {
        origin.files.put("big.bin", Fetching.random(SIZE + 1));
        fails(Kind.REFUSED, "" + (SIZE + 1), "" + SIZE);
    }

    @Test
    void wrongBytesAreFetchedOnceMoreAndThenRefused() throws Exception {
        byte[] wrong = BYTES.clone();
        wrong[Fetching.CHUNK + 1]++;
        origin.files.put("big.bin", wrong);
        fails(Kind.CORRUPT, Assigned.sha256(BYTES), Assigned.sha256(wrong));
        assertThat(origin.sent.get()).isEqualTo(2L * SIZE);
    }

    @Test
    void wrongBytesOnceAreCured() throws Exception {
        byte[] wrong = BYTES.clone();
        wrong[7]++;
        AtomicInteger times = new AtomicInteger();
        origin.behaviour = a -> {
            origin.files.put("big.bin", a.from() == 0 && times.getAndIncrement() == 0 ? wrong : BYTES);
            a.well();
        };
        fetchBig();
    }

    @Test
    void truncatedBodiesAreGoneOnWith() throws Exception {
        AtomicInteger times = new AtomicInteger();
        origin.behaviour = a -> {
            if (times.getAndIncrement() % 2 == 1) {
                a.well();
                return;
            }
            a.head("206 Partial", "Content-Length: " + (a.to() - a.from()), a.contentRange());
            a.body(a.from(), a.from() + (a.to() - a.from()) / 2);
            throw new IOException("cut");
        };
        fetchBig();
    }

    @Test
    void lyingRangesAreRefused() throws Exception {
        origin.behaviour = a -> {
            a.head(
                    "206 Partial",
                    "Content-Length: " + (a.to() - a.from()),
                    "Content-Range: bytes 5-" + (a.to() - a.from() + 4) + "/" + SIZE);
            a.body(a.from(), a.to());
        };
        fails(Kind.UNREACHABLE, "is the range 5-");
    }

    @Test
    void lyingLengthsAreRefused() throws Exception {
        origin.behaviour = a -> {
            a.head("206 Partial", "Content-Length: 7", a.contentRange());
            a.body(a.from(), a.from() + 7);
        };
        fails(Kind.UNREACHABLE, "states 7 bytes");
    }

    @Test
    void whatComesAfterTheBytesAskedForIsNotRead() throws Exception {
        byte[] small = Fetching.random(1000);
        origin.files.put("small", small);
        origin.behaviour = a -> {
            a.head("206 Partial", "Content-Range: bytes 0-999/1000", "Connection: close");
            a.body(0, 1000);
            a.out().write(new byte[500]);
            throw new IOException("end");
        };
        Job job = fetching.begin(content("small", Fetching.random(1000)));
        assertThat(small).hasSize(1000);
        // All bytes that were asked for came first, and their digest decides.
        job.await();
        assertThat(fetching.isRight("small")).isTrue();
    }

    @Test
    void encodedAnswersAreRefused() throws Exception {
        origin.behaviour = a -> {
            a.head("206 Partial", "Content-Length: " + (a.to() - a.from()), a.contentRange(), "Content-Encoding: gzip");
            a.body(a.from(), a.to());
        };
        fails(Kind.UNREACHABLE, "encoded as 'gzip'");
    }

    @Test
    void answersThatAreNoHttpAreRefused() throws Exception {
        origin.behaviour = a -> {
            a.out().write("SSH-2.0-OpenSSH_9\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            throw new IOException("end");
        };
        fails(Kind.UNREACHABLE, "not HTTP/1.1");
    }

    @Test
    void silenceIsNotWaitedForForever() throws Exception {
        onceWrong(a -> {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });
        fetchBig();
    }

    @Test
    void redirectsLoseTheCredential() throws Exception {
        try (FaultyOrigin store = new FaultyOrigin()) {
            store.files.put("signed", BYTES);
            origin.behaviour = a -> a.status(302, "Location: " + store.url("signed"));
            fails(Kind.REFUSED, "forbidden", "127.0.0.1");
            assertThat(store.requests).isEmpty();
        }
    }

    @Test
    void redirectsToItselfKeepTheCredential() throws Exception {
        origin.files.put("real", BYTES);
        origin.behaviour = a -> {
            if (a.path().equals("big.bin")) {
                a.status(302, "Location: /real");
            } else {
                a.well();
            }
        };
        fetchBig();
        assertThat(origin.requests.stream().filter(r -> r.contains("/real"))).allMatch(r -> r.contains("s3cret"));
    }

    @Test
    void endlessRedirectsAreRefused() throws Exception {
        origin.behaviour = a -> a.status(307, "Location: /big.bin");
        fails(Kind.REFUSED, "redirects more than 5 times");
    }

    @Test
    void otherPinsAreVerified() throws Exception {
        byte[] hello = "hello\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        origin.files.put("hello", hello);
        for (String pin : new String[] {
            "git-blob:ce013625030ba8dba906f756967f9e9ca394464a",
            "md5:b1946ac92492d2347c6235b4d2611184",
            "crc32c:" + java.util.HexFormat.of().toHexDigits(crc(hello))
        }) {
            fetching.begin(unknown("hello", hello, pin)).await();
            assertThat(fetching.isRight("hello")).as(pin).isTrue();
            fetching.landed.clear();
            String off = pin.substring(0, pin.length() - 1) + (pin.endsWith("0") ? "1" : "0");
            fails(fetching.begin(unknown("hello", hello, off)), Kind.CORRUPT, off.substring(off.indexOf(':') + 1));
        }
    }

    private static int crc(byte[] bytes) {
        var crc = new java.util.zip.CRC32C();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    @Test
    void aTagThatWasPinnedAndChangedIsSaid() throws Exception {
        fails(fetching.begin(unknown("big.bin", BYTES, "etag:\"v0\"")), Kind.REFUSED, "\"v1\"", "\"v0\"");
    }

    @Test
    void anUnpinnedFileThatChangesHalfWayStartsOver() throws Exception {
        AtomicInteger times = new AtomicInteger();
        byte[] next = Fetching.random(SIZE + 4).clone();
        byte[] changed = java.util.Arrays.copyOf(next, SIZE);
        origin.behaviour = a -> {
            String tag = times.getAndIncrement() == 0 ? "\"v1\"" : "\"v2\"";
            origin.files.put("big.bin", tag.equals("\"v1\"") ? BYTES : changed);
            a.head("206 Partial", "Content-Length: " + (a.to() - a.from()), a.contentRange(), "ETag: " + tag);
            a.body(a.from(), a.to());
        };
        fetching.begin(unknown("big.bin", BYTES, "")).await();
        assertThat(fetching.landed.get("big.bin")).hasBinaryContent(changed);
    }

    @Test
    void cancelEndsConnectionsAtOnceAndKeepsWhatCame() throws Exception {
        origin.behaviour = a -> {
            a.head("206 Partial", "Content-Length: " + (a.to() - a.from()), a.contentRange());
            a.body(a.from(), a.to() - 10);
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        };
        Job job = fetching.begin(content("big.bin", BYTES));
        dev.yardmaster.agent.Eventually.until("under way", () -> origin.open.get() > 0 && origin.sent.get() > 0);
        fetching.engine.cancel(job);
        assertThatThrownBy(job::await).isInstanceOf(WeightsProblem.class);
        assertThat(Files.list(directory.resolve("partial")).toList()).hasSize(2);
        assertThat(fetching.engine.open()).isEmpty();
    }
}
