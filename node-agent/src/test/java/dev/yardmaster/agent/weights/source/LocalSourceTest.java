package dev.yardmaster.agent.weights.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.yardmaster.agent.weights.transfer.ChunkSink;
import dev.yardmaster.agent.weights.transfer.Content;
import dev.yardmaster.agent.weights.transfer.SourceProblem;
import dev.yardmaster.agent.weights.transfer.SourceProblem.What;
import dev.yardmaster.contract.catalog.ModelFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to a file in the middle of being copied. */
class LocalSourceTest {
    private static final int SIZE = 3 << 20;

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.write(directory.resolve("model.bin"), new byte[SIZE]);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L));
    }

    private interface Happening {
        void happens() throws IOException;
    }

    /** Something happens to the file after the first bytes; what was taken may only be zeros, as it was. */
    private static final class Taking implements ChunkSink {
        private final Happening happening;
        private boolean happened;
        long taken;
        String validator = "";

        Taking(Happening happening) {
            this.happening = happening;
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                assertThat(bytes.get()).isZero();
                taken++;
            }
            if (!happened) {
                happened = true;
                happening.happens();
            }
        }

        @Override
        public String validator() {
            return validator;
        }

        @Override
        public void validator(String tag) {
            validator = tag;
        }

        @Override
        public void onStop(Closeable connection) {
            assertThat(connection).isNotNull();
        }
    }

    private SourceProblem read(String pin, Happening happening) {
        Content content = Content.of("m", new ModelFile("model.bin", SIZE, "", pin));
        LocalSource source = new LocalSource(file.toString(), new LocalFiles(List.of(directory), Map.of()), content);
        Taking sink = new Taking(happening);
        SourceProblem problem = catchThrowableOfType(SourceProblem.class, () -> source.read(0, SIZE, sink));
        assertThat(sink.taken).isLessThan(SIZE);
        return problem;
    }

    private void overwrite() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap("changed".getBytes(StandardCharsets.UTF_8)), SIZE - 100);
        }
    }

    @Test
    void noByteIsTakenAfterAChange() {
        String pin = "version:" + SIZE + "-1700000000000";
        assertThat(read(pin, this::overwrite).what()).isEqualTo(What.CHANGED);
        assertThat(read(pin, () -> {}).what()).isEqualTo(What.CHANGED);
    }

    @Test
    void withoutAPinItHasToStayWhatItWasAtFirst() {
        assertThat(read("", this::overwrite).what()).isEqualTo(What.CHANGED);
    }

    @Test
    void oneThatVanishesIsSaid() {
        SourceProblem vanished = read("", () -> Files.delete(file));
        assertThat(vanished.what()).isEqualTo(What.REFUSED);
        assertThat(vanished.sentence()).contains("There is no file");
    }

    @Test
    void oneThatIsReplacedIsAnother() {
        SourceProblem replaced = read(
                "",
                () -> Files.move(
                        Files.write(directory.resolve("new"), new byte[SIZE]),
                        file,
                        StandardCopyOption.REPLACE_EXISTING));
        assertThat(replaced.what()).isEqualTo(What.CHANGED);
    }
}
