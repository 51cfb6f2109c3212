package dev.yardmaster.server.catalog.hub.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.yardmaster.contract.problem.ProblemException;
import dev.yardmaster.contract.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobFilesTest {
    private static final byte[] CONTENT = "weights".getBytes(StandardCharsets.UTF_8);
    private static final String SHA = sha256(CONTENT);
    private static final Instant SOON = Instant.now().plusSeconds(3600);

    @TempDir
    Path directory = Path.of("");

    private static String sha256(byte[] content) {
        return HexFormat.of().formatHex(GitObjects.digest("SHA-256").digest(content));
    }

    private static InputStream in(byte[] content) {
        return new ByteArrayInputStream(content);
    }

    private long files() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).count();
        }
    }

    private void assertRefused(ProblemType type, BlobDisk disk, InputStream content, long announced)
            throws IOException {
        BlobFiles blobs = new BlobFiles(directory, disk);
        ProblemException problem =
                catchThrowableOfType(ProblemException.class, () -> blobs.receive(content, SHA, announced));
        assertThat(problem.type()).isEqualTo(type);
        assertThat(files()).isZero();
    }

    @Test
    void contentIsVisibleOnlyOncePublished() throws IOException {
        BlobFiles blobs = new BlobFiles(directory, BlobDisk.REAL);
        BlobFiles.Received received = blobs.receive(in(CONTENT), SHA, CONTENT.length);
        assertThat(blobs.path(SHA)).doesNotExist();
        assertThat(received.size()).isEqualTo(CONTENT.length);
        // git hash-object says the same of these seven bytes
        assertThat(received.gitId()).isEqualTo(GitObjects.blobId(CONTENT));
        blobs.publish(received);
        assertThat(blobs.path(SHA)).hasBinaryContent(CONTENT);
        assertThat(directory.resolve(SHA.substring(0, 2)).resolve(SHA)).exists();
        assertThat(files()).isEqualTo(1);
    }

    @Test
    void gitIdsAreGits() {
        // Both are in every git: of no content, and of "what is up, doc?" (Pro Git, 10.2).
        assertThat(GitObjects.blobId(new byte[0])).isEqualTo("e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
        assertThat(GitObjects.blobId("what is up, doc?".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("bd9dbf5aae1a3862dd1526723246b20206e5fc37");
    }

    @Test
    void otherContentThanNamedIsRefused() throws IOException {
        assertRefused(ProblemType.DIGEST_MISMATCH, BlobDisk.REAL, in(new byte[7]), 7);
        assertRefused(ProblemType.DIGEST_MISMATCH, BlobDisk.REAL, in(new byte[7]), -1);
    }

    @Test
    void anUploadThatBrokeOffIsRefused() throws IOException {
        assertRefused(ProblemType.DIGEST_MISMATCH, BlobDisk.REAL, in(CONTENT), CONTENT.length + 1);
    }

    @Test
    void aLostConnectionLeavesNothing() throws IOException {
        BlobFiles blobs = new BlobFiles(directory, BlobDisk.REAL);
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };
        assertThatThrownBy(() -> blobs.receive(broken, SHA, 7)).isInstanceOf(IOException.class);
        assertThat(files()).isZero();
    }

    @Test
    void aFullDiskIsStorageFull() throws IOException {
        assertRefused(ProblemType.STORAGE_FULL, TestDisk.fullAfter(3), in(CONTENT), -1);
        assertRefused(ProblemType.STORAGE_FULL, TestDisk.fullAfter(0), in(CONTENT), -1);
    }

    @Test
    void contentLargerThanTheDiskIsRefusedUnread() throws IOException {
        InputStream untouched = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("was read");
            }
        };
        assertRefused(ProblemType.STORAGE_FULL, TestDisk.withRoom(6), untouched, 7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../etc/passwd", "", "ABCDEF", "/etc/passwd"})
    void onlyDigestsNameFiles(String name) {
        BlobFiles blobs = new BlobFiles(directory, BlobDisk.REAL);
        assertThatThrownBy(() -> blobs.path(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void onlyOurOwnFilesAreLookedAtWhenSweeping() throws IOException {
        BlobFiles blobs = new BlobFiles(directory, BlobDisk.REAL);
        blobs.publish(blobs.receive(in(CONTENT), SHA, -1));
        Files.writeString(directory.resolve("notes.txt"), "x");
        Files.writeString(directory.resolve(SHA), "not in its directory");
        assertThat(blobs.olderThan(SOON)).containsExactly(SHA);
        assertThat(blobs.olderThan(Instant.EPOCH)).isEmpty();
    }

    @Test
    void uploadsThatNeverEndedAreDroppedOnceOld() throws IOException {
        BlobFiles blobs = new BlobFiles(directory, BlobDisk.REAL);
        Path old = Files.writeString(directory.resolve("incoming/old"), "x");
        Files.setLastModifiedTime(old, FileTime.from(Instant.EPOCH));
        Path running = Files.writeString(directory.resolve("incoming/running"), "x");
        assertThat(blobs.dropIncoming(Instant.EPOCH.plusSeconds(60))).isEqualTo(1);
        assertThat(old).doesNotExist();
        assertThat(running).exists();
    }
}
