package dev.yardmaster.server.catalog.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.catalog.ModelFormat;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** GGUF headers that lie end in a sentence, in little memory and after little reading. */
class HostileGgufTest {
    private static String note(byte[] header, long size) {
        FakeFiles files = FakeFiles.none().with("m.gguf", header, size);
        Findings found = files.facts(ModelFormat.GGUF);
        assertThat(found.facts().parameters()).isEmpty();
        assertThat(files.bytesRead.get()).isLessThan(70L << 20);
        assertThat(found.notes()).isNotEmpty();
        return found.notes().getFirst();
    }

    private static byte[] int64(long value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        GgufWriter.int64(out, value);
        return out.toByteArray();
    }

    @Test
    void absurdCountsAreRefusedBeforeAnythingIsAllocated() {
        assertThat(note(GgufWriter.of("llama").header(1L << 40, 1), 8L << 40)).contains("claims 1099511627776 tensors");
        assertThat(note(GgufWriter.of("llama").header(-1, 1), 1_000)).contains("18446744073709551615 tensors");
        assertThat(note(GgufWriter.of("llama").header(1, 1L << 33), 8L << 40)).contains("metadata values");
        assertThat(note(GgufWriter.of("llama").header(200_000, 1), 8L << 40)).contains("at most 100000");
    }

    @Test
    void aTextOfTwoGigabytesIsNotRead() {
        byte[] header = new GgufWriter().raw("general.name", 8, int64(2L << 30)).header(0, 1);
        assertThat(note(header, 8L << 30)).contains("a text of 2147483648 bytes");
    }

    @Test
    void listsBeyondTheFileAndNestedOnesAreRefused() {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        list.writeBytes(new byte[] {8, 0, 0, 0});
        list.writeBytes(int64(1L << 40));
        assertThat(note(new GgufWriter().raw("tokens", 9, list.toByteArray()).header(0, 1), 1L << 30))
                .contains("claims 1099511627776 list elements");
        assertThat(note(
                        new GgufWriter()
                                .raw("nested", 9, new byte[] {9, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0})
                                .header(0, 1),
                        1_000))
                .contains("type 9");
    }

    @Test
    void anEndlessListOfEmptyTextsIsGivenUp() {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        list.writeBytes(new byte[] {8, 0, 0, 0});
        list.writeBytes(int64(1L << 30));
        assertThat(note(new GgufWriter().raw("tokens", 9, list.toByteArray()).header(0, 1), 1L << 40))
                .contains("header of more than");
    }

    @Test
    void cutShortAnywhere() {
        byte[] whole = GgufWriter.of("llama")
                .number("llama.block_count", 2)
                .tensor("a", GgufWriter.F32, 4)
                .header(1, 2);
        for (int length = 0; length < whole.length; length++) {
            assertThat(note(Arrays.copyOf(whole, length), length)).startsWith("m.gguf ");
        }
        assertThat(note(whole, whole.length)).contains("describes 16 bytes of weights and holds 0");
    }

    @Test
    void versionsAndByteOrdersAreTold() {
        assertThat(note(GgufWriter.of("llama").version(1).header(0, 1), 1_000)).contains("version 1; 2 and 3 are read");
        assertThat(note(GgufWriter.of("llama").version(3 << 24).header(0, 1), 1_000))
                .contains("big-endian");
        assertThat(note("no gguf at all, but long enough".getBytes(StandardCharsets.UTF_8), 1_000))
                .contains("does not begin as a GGUF file does");
    }

    @Test
    void shapesBeyondAllBounds() {
        byte[] header = GgufWriter.of("llama")
                .tensor("a", GgufWriter.F32, 1L << 40, 1L << 40)
                .header(1, 1);
        assertThat(note(header, 1L << 50)).contains("'a' beyond all bounds");
    }

    @Test
    void aKeyThatIsStatedTwiceCountsOnce() {
        Findings found = GgufWriter.of("llama")
                .number("llama.block_count", 2)
                .number("llama.block_count", 7)
                .tensor("a", GgufWriter.F32, 4)
                .into(FakeFiles.none(), "m.gguf")
                .facts(ModelFormat.GGUF);
        assertThat(found.facts().layers()).contains(2);
        assertThat(found.notes()).anyMatch(n -> n.contains("states 'llama.block_count' twice"));
    }
}
