package dev.yardmaster.agent.weights.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a half-fetched file is taken for by the next process. */
class PartialFileTest {
    private static final Chunks CHUNKS = new Chunks(1050, 100);
    private static final Content CONTENT = new Content("c", "a.bin", 1050, "", "md5:00");

    @TempDir
    Path directory;

    private PartialFile open(Content content, String boot) throws Exception {
        return PartialFile.open(directory, content, CHUNKS, boot);
    }

    private static void fill(PartialFile file, int chunk, ChunkSource.Kind from) throws Exception {
        file.write(ByteBuffer.wrap(new byte[CHUNKS.length(chunk)]), CHUNKS.start(chunk));
        file.complete(chunk, from);
    }

    @Test
    void goesOnWithEveryMarkedChunk() throws Exception {
        Random random = new Random(3);
        BitSet expected = new BitSet();
        for (int round = 0; round < 50; round++) {
            try (PartialFile file = open(CONTENT, "boot-1")) {
                assertThat(file.present()).isEqualTo(expected);
                int chunk = random.nextInt(CHUNKS.count());
                fill(file, chunk, ChunkSource.Kind.ORIGIN);
                expected.set(chunk);
            }
        }
        assertThat(PartialFile.bytesMarked(directory.resolve("c.chunks"))).isEqualTo(1050);
    }

    @Test
    void otherContentUnderTheSameNameBeginsAnew() throws Exception {
        try (PartialFile file = open(CONTENT, "boot-1")) {
            fill(file, 3, ChunkSource.Kind.ORIGIN);
        }
        try (PartialFile file = open(new Content("c", "a.bin", 1050, "", "md5:11"), "boot-1")) {
            assertThat(file.present().isEmpty()).isTrue();
        }
    }

    @Test
    void afterARestartOfTheMachineOnlyFlushedChunksCount() throws Exception {
        try (PartialFile file = open(CONTENT, "boot-1")) {
            fill(file, 1, ChunkSource.Kind.ORIGIN);
            fill(file, 2, ChunkSource.Kind.PEER);
            file.flush();
            fill(file, 5, ChunkSource.Kind.ORIGIN);
        }
        try (PartialFile file = open(CONTENT, "boot-2")) {
            assertThat(file.present()).isEqualTo(BitSet.valueOf(new long[] {0b110}));
            assertThat(file.fromPeers()).isEqualTo(BitSet.valueOf(new long[] {0b100}));
        }
    }

    @Test
    void aJournalThatIsCutOffOrGarbledIsNotBelieved() throws Exception {
        try (PartialFile file = open(CONTENT, "boot-1")) {
            fill(file, 1, ChunkSource.Kind.ORIGIN);
            fill(file, 9, ChunkSource.Kind.ORIGIN);
        }
        Path marks = directory.resolve("c.chunks");
        byte[] bytes = Files.readAllBytes(marks);
        Files.write(marks, java.util.Arrays.copyOf(bytes, bytes.length - 5));
        try (PartialFile file = open(CONTENT, "boot-1")) {
            assertThat(file.present()).isEqualTo(BitSet.valueOf(new long[] {0b10}));
        }
        bytes[70] ^= 1;
        Files.write(marks, bytes);
        try (PartialFile file = open(CONTENT, "boot-1")) {
            assertThat(file.present().isEmpty()).isTrue();
        }
    }

    @Test
    void dataOfAnotherLengthIsNotBelieved() throws Exception {
        try (PartialFile file = open(CONTENT, "boot-1")) {
            fill(file, 1, ChunkSource.Kind.ORIGIN);
        }
        Files.write(directory.resolve("c.data"), new byte[7], StandardOpenOption.TRUNCATE_EXISTING);
        try (PartialFile file = open(CONTENT, "boot-1")) {
            assertThat(file.present().isEmpty()).isTrue();
        }
        assertThat(directory.resolve("c.data")).hasSize(1050);
    }

    @Test
    void theFirstTagStays() throws Exception {
        try (PartialFile file = open(CONTENT, "boot-1")) {
            file.validator("\"v1\"");
            file.validator("\"v2\"");
        }
        try (PartialFile file = open(CONTENT, "boot-1")) {
            assertThat(file.validator()).isEqualTo("\"v1\"");
        }
    }
}
