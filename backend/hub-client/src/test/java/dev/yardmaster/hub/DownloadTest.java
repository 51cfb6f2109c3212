package dev.yardmaster.hub;

import static dev.yardmaster.hub.MockHub.COMMIT;
import static dev.yardmaster.hub.MockHub.QUICK;
import static dev.yardmaster.hub.MockHub.REPOSITORY;
import static dev.yardmaster.hub.MockHub.content;
import static dev.yardmaster.hub.MockHub.file;
import static dev.yardmaster.hub.MockHub.ok;
import static dev.yardmaster.hub.MockHub.rest;
import static dev.yardmaster.hub.MockHub.sha256;
import static dev.yardmaster.hub.MockHub.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {
    private static final byte[] CONTENT = content(300_000);
    private static final byte[] OTHER = content(300_001);

    @TempDir
    Path directory = Path.of("");

    private final MockHub hub = new MockHub();
    private Path target = Path.of("");

    @BeforeEach
    void setUp() {
        target = directory.resolve("models/tiny/a.gguf");
    }

    @AfterEach
    void close() {
        hub.close();
    }

    private void download(HubFile file) {
        download(file, Progress.SILENT, new Cancellation(), PartialFile.Opener.ON_DISK);
    }

    private void download(HubFile file, Progress progress, Cancellation cancellation, PartialFile.Opener opener) {
        try (HubClient client = new HubClient(hub.endpoint(), QUICK, opener, UnaryOperator.identity())) {
            client.download(REPOSITORY, COMMIT, file, target, progress, cancellation);
        }
    }

    private void partial(byte[] bytes, int length, String etag) throws IOException {
        Files.createDirectories(directory.resolve("models/tiny"));
        try (FileChannel channel = FileChannel.open(
                directory.resolve("models/tiny/a.gguf.partial"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(java.nio.ByteBuffer.wrap(bytes, 0, length));
        }
        Files.writeString(directory.resolve("models/tiny/a.gguf.partial.etag"), etag);
    }

    private void assertComplete() {
        assertThat(target).hasBinaryContent(CONTENT);
        assertThat(names()).containsExactly("a.gguf");
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(directory.resolve("models/tiny"))) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aWholeFileArrivesWithProgressAndTheToken() {
        hub.answers(ok(CONTENT));
        List<Long> progress = new ArrayList<>();
        download(
                file(CONTENT),
                (path, done, total) -> progress.add(done),
                new Cancellation(),
                PartialFile.Opener.ON_DISK);
        assertComplete();
        assertThat(progress).isSorted().endsWith((long) CONTENT.length);
        RecordedRequest asked = hub.asked();
        assertThat(asked.getTarget()).isEqualTo("/hub/acme/tiny/resolve/" + COMMIT + "/weights/a%20b.gguf");
        assertThat(asked.getHeaders().get("Authorization")).isEqualTo("Bearer " + MockHub.TOKEN);
        assertThat(asked.getHeaders().get("Accept-Encoding")).isEqualTo("identity");
        assertThat(asked.getHeaders().get("Range")).isNull();
    }

    @Test
    void aConnectionLostHalfwayIsResumedWhereItBroke() {
        hub.answers(ok(CONTENT).onResponseBody(new SocketEffect.CloseSocket()));
        hub.server.setDispatcher(new RangeDispatcher(hub.server.getDispatcher(), CONTENT, 1));
        download(file(CONTENT));
        assertComplete();
        hub.asked();
        RecordedRequest second = hub.asked();
        assertThat(second.getHeaders().get("Range")).matches("bytes=[1-9][0-9]*-");
        assertThat(second.getHeaders().get("If-Range")).isEqualTo("\"v1\"");
    }

    @Test
    void whatAnEarlierProcessLeftIsResumed() throws IOException {
        partial(CONTENT, 100_000, "\"v1\"");
        hub.answers(rest(CONTENT, 100_000));
        download(file(CONTENT));
        assertComplete();
        assertThat(hub.asked().getHeaders().get("Range")).isEqualTo("bytes=100000-");
    }

    @Test
    void aCompletePartIsPublishedWithoutAsking() throws IOException {
        partial(CONTENT, CONTENT.length, "\"v1\"");
        download(file(CONTENT));
        assertComplete();
        assertThat(hub.server.getRequestCount()).isZero();
    }

    @Test
    void aServerThatIgnoresTheRangeStartsTheFileAnew() throws IOException {
        partial(OTHER, 100_000, "\"v0\"");
        hub.answers(ok(CONTENT));
        download(file(CONTENT));
        assertComplete();
        assertThat(hub.asked().getHeaders().get("If-Range")).isEqualTo("\"v0\"");
    }

    @Test
    void aDamagedPartGetsOneCleanSecondChance() throws IOException {
        partial(new byte[100_000], 100_000, "\"v1\"");
        hub.answers(rest(CONTENT, 100_000)).answers(ok(CONTENT));
        download(file(CONTENT));
        assertComplete();
        hub.asked();
        assertThat(hub.asked().getHeaders().get("Range")).isNull();
    }

    @Test
    void aRangeThatCannotBeMetStartsTheFileAnew() throws IOException {
        partial(CONTENT, 100_000, "\"v1\"");
        hub.answers(status(416)).answers(ok(CONTENT));
        download(file(CONTENT));
        assertComplete();
    }

    @Test
    void anotherRangeThanAskedForStartsTheFileAnew() throws IOException {
        partial(CONTENT, 100_000, "\"v1\"");
        hub.answers(rest(CONTENT, 50_000)).answers(ok(CONTENT));
        download(file(CONTENT));
        assertComplete();
    }

    @Test
    void busyAndBrokenServersAreTriedAgain() {
        hub.answers(status(429).addHeader("Retry-After", "0"))
                .answers(status(503))
                .answers(status(500))
                .answers(ok(CONTENT));
        download(file(CONTENT));
        assertComplete();
    }

    @Test
    void retriesEnd() {
        for (int i = 0; i < 5; i++) {
            hub.answers(status(503));
        }
        assertThatThrownBy(() -> download(file(CONTENT)))
                .isInstanceOf(HubException.Unavailable.class)
                .hasMessageContaining("503");
        assertThat(hub.server.getRequestCount()).isEqualTo(4);
        assertThat(target).doesNotExist();
    }

    @Test
    void aLongRetryAfterIsReportedNotWaitedFor() {
        hub.answers(status(429).addHeader("Retry-After", "3600"));
        HubException.Unavailable failure =
                catchThrowableOfType(HubException.Unavailable.class, () -> download(file(CONTENT)));
        assertThat(failure.retryAfter()).isEqualTo(Duration.ofHours(1));
        assertThat(hub.server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void wrongContentIsDeletedAndBothDigestsAreTold() {
        byte[] wrong = CONTENT.clone();
        wrong[77]++;
        hub.answers(ok(wrong));
        HubException.Corrupt failure = catchThrowableOfType(HubException.Corrupt.class, () -> download(file(CONTENT)));
        assertThat(failure.expected()).isEqualTo("sha256:" + sha256(CONTENT));
        assertThat(failure.actual()).isEqualTo("sha256:" + sha256(wrong));
        assertThat(failure).hasMessageContaining(sha256(CONTENT)).hasMessageContaining(sha256(wrong));
        assertThat(names()).isEmpty();
    }

    @Test
    void contentOfAnotherSizeIsRefusedBeforeItIsRead() {
        hub.answers(ok(OTHER));
        assertThatThrownBy(() -> download(file(CONTENT)))
                .isInstanceOf(HubException.Corrupt.class)
                .hasMessageContaining("300000 bytes")
                .hasMessageContaining("300001 bytes");
        assertThat(names()).isEmpty();
    }

    @Test
    void tooMuchContentOfNoStatedSizeIsCutOff() {
        hub.answers(new MockResponse.Builder()
                .chunkedBody(new Buffer().write(OTHER), 4096)
                .addHeader("ETag", "\"v1\""));
        assertThatThrownBy(() -> download(file(CONTENT))).isInstanceOf(HubException.Corrupt.class);
        assertThat(names()).isEmpty();
    }

    @Test
    void aSmallFileIsVerifiedByItsBlobId() {
        HubFile byBlob =
                new HubFile("config.json", CONTENT.length, Optional.empty(), Optional.of(MockHub.blobId(CONTENT)));
        hub.answers(ok(CONTENT));
        download(byBlob);
        assertComplete();
    }

    @Test
    void aFileOfUnknownDigestIsVerifiedByTheLinkedEntityTag() {
        HubFile unknown = new HubFile("config.json", CONTENT.length, Optional.empty(), Optional.empty());
        byte[] wrong = CONTENT.clone();
        wrong[0]++;
        hub.answers(ok(wrong).addHeader("X-Linked-Etag", "\"" + sha256(CONTENT) + "\""));
        assertThatThrownBy(() -> download(unknown)).isInstanceOf(HubException.Corrupt.class);
        hub.answers(ok(CONTENT).setHeader("ETag", "W/\"" + MockHub.blobId(CONTENT) + "\""));
        download(unknown);
        assertComplete();
    }

    @Test
    void aFileThatCannotBeVerifiedIsRefused() {
        hub.answers(ok(CONTENT));
        assertThatThrownBy(
                        () -> download(new HubFile("config.json", CONTENT.length, Optional.empty(), Optional.empty())))
                .isInstanceOf(HubException.Malformed.class)
                .hasMessageContaining("no digest");
        assertThat(target).doesNotExist();
    }

    @Test
    void anEmptyFileNeedsNoRequest() {
        download(new HubFile("empty", 0, Optional.empty(), Optional.empty()));
        assertThat(target).isEmptyFile();
        assertThat(hub.server.getRequestCount()).isZero();
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsToldAsSuch() {
        hub.answers(ok(CONTENT));
        assertThatThrownBy(() -> download(
                        file(CONTENT),
                        Progress.SILENT,
                        new Cancellation(),
                        path -> FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE)))
                .isInstanceOf(HubException.DiskFull.class);
        assertThat(target).doesNotExist();
    }

    @Test
    void aFileLargerThanTheDiskIsNotBegun() {
        HubFile huge = new HubFile("huge.gguf", Long.MAX_VALUE / 2, Optional.of(sha256(CONTENT)), Optional.empty());
        assertThatThrownBy(() -> download(huge)).isInstanceOf(HubException.DiskFull.class);
        assertThat(hub.server.getRequestCount()).isZero();
    }

    @Test
    void cancellingKeepsThePartForLater() {
        hub.answers(ok(CONTENT).throttleBody(50_000, 20, TimeUnit.MILLISECONDS));
        Cancellation cancellation = new Cancellation();
        assertThatThrownBy(() -> download(
                        file(CONTENT),
                        (path, done, total) -> cancellation.cancel(),
                        cancellation,
                        PartialFile.Opener.ON_DISK))
                .isInstanceOf(HubException.Cancelled.class);
        assertThat(target).doesNotExist();
        assertThat(names()).contains("a.gguf.partial");
    }

    @Test
    void aSilentServerIsGivenUpAfterTheIdleTimeout() {
        hub.answers(new MockResponse.Builder().onResponseStart(SocketEffect.Stall.INSTANCE));
        HubSettings impatient = new HubSettings(Duration.ofSeconds(5), Duration.ofMillis(50), RetryPolicy.NONE);
        try (HubClient client = new HubClient(hub.endpoint(), impatient)) {
            assertThatThrownBy(() -> client.download(
                            REPOSITORY, COMMIT, file(CONTENT), target, Progress.SILENT, new Cancellation()))
                    .isInstanceOf(HubException.Unavailable.class);
        }
    }

    @Test
    void aPartThatIsAlreadyBeingWrittenIsLeftAlone() throws IOException {
        try (PartialFile held = PartialFile.open(target, PartialFile.Opener.ON_DISK)) {
            assertThatThrownBy(() -> download(file(CONTENT)))
                    .isInstanceOf(HubException.DiskFailed.class)
                    .hasMessageContaining("being downloaded");
            assertThat(held.size()).isZero();
        }
    }
}
