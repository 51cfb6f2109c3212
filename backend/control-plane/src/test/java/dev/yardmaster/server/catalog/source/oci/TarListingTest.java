package dev.yardmaster.server.catalog.source.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yardmaster.server.catalog.source.oci.TarListing.Member;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TarListingTest {
    private static final byte[] CONTENT = "0123456789".getBytes(StandardCharsets.UTF_8);
    private long bytesRead;

    private List<Member> list(byte[] archive) {
        return TarListing.of(
                (offset, length) -> {
                    bytesRead += length;
                    return Arrays.copyOfRange(archive, (int) offset, (int) offset + length);
                },
                archive.length);
    }

    private void refused(byte[] archive, String why) {
        assertThatThrownBy(() -> list(archive)).isInstanceOf(BadTar.class).hasMessageContaining(why);
    }

    private static byte[] octal(long size) {
        return String.format("%011o", size).getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void membersAreFoundWithoutTheirContents() {
        byte[] archive = new TarMaker()
                .entry('5', "tiny/", new byte[0])
                .file("./tiny/config.json", CONTENT)
                .file("tiny/model.safetensors", new byte[1 << 20])
                .file("tiny/empty", new byte[0])
                .end();
        assertThat(list(archive))
                .containsExactly(
                        new Member("tiny/config.json", 10, 1024),
                        new Member("tiny/model.safetensors", 1 << 20, 2048),
                        new Member("tiny/empty", 0, 2048 + (1 << 20) + 512));
        assertThat(bytesRead).isLessThan(20_000);
    }

    @Test
    void globalHeadersMayCommentAndNotChangeWhatFollows() {
        assertThat(list(new TarMaker()
                        .entry('g', "pax", record("comment=made by hand"))
                        .file("x", CONTENT)
                        .end()))
                .extracting(Member::path)
                .containsExactly("x");
        for (String change : List.of("path=y", "size=3", "GNU.sparse.major=1")) {
            refused(
                    new TarMaker()
                            .entry('g', "pax", record(change))
                            .file("x", CONTENT)
                            .end(),
                    "global header");
        }
    }

    private static byte[] record(String text) {
        int length = text.length() + 4;
        return ((length > 9 ? length : length - 1) + " " + text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void longNamesOfEveryKindAreRead() {
        String name = "d/".repeat(80) + "Gewichte-\u00fc.bin";
        byte[] archive = new TarMaker()
                .pax("path=" + name, "mtime=1.5")
                .file("short", CONTENT)
                .entry('L', "././@LongLink", (name + "2\0").getBytes(StandardCharsets.UTF_8))
                .file("short", CONTENT)
                .header('0', "file", octal(0), "some/prefix")
                .file("plain", CONTENT)
                .end();
        assertThat(list(archive))
                .extracting(Member::path)
                .containsExactly(name, name + "2", "some/prefix/file", "plain");
    }

    @Test
    void sizesInBinaryAndInExtendedHeadersCount() {
        byte[] binary = ByteBuffer.allocate(12).putInt(0x80000000).putLong(10).array();
        byte[] archive = new TarMaker()
                .header('0', "binary", binary, "")
                .body(CONTENT)
                .pax("size=10")
                .header('0', "pax", octal(0), "")
                .body(CONTENT)
                .file("after", CONTENT)
                .end();
        assertThat(list(archive)).extracting(Member::size).containsExactly(10L, 10L, 10L);
    }

    @Test
    void anArchiveThatEndsWithItsLastMemberIsWhole() {
        assertThat(list(new TarMaker().file("a", CONTENT).cutOff())).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"1,the link", "2,the link", "3,the device", "4,the device", "6,the device", "S,sparse", "V,unknown type"
    })
    void onlyPlainFilesAreTaken(char type, String why) {
        refused(new TarMaker().entry(type, "x", new byte[0]).end(), why);
    }

    @Test
    void sparseFilesInExtendedHeadersAreRefusedToo() {
        refused(new TarMaker().pax("GNU.sparse.major=1").file("x", CONTENT).end(), "sparse");
    }

    @Test
    void whatIsCutOffIsRefused() {
        byte[] archive = new TarMaker().file("weights", new byte[5000]).cutOff();
        refused(Arrays.copyOf(archive, 3000), "ends within 'weights'");
        refused(Arrays.copyOf(archive, 300), "ends within a header");
        refused(new TarMaker().header('0', "x", octal(1L << 32), "").end(), "ends within 'x'");
        refused(
                new TarMaker()
                        .header('x', "x", octal(2 << 20), "")
                        .body(CONTENT)
                        .end(),
                "extended header of");
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999999 path=x\n", "3 path=x\n", "9 path=x", "path=x\n", "11 pathxxx\n", "-1 path=x\n"})
    void extendedHeadersThatLieAreRefused(String records) {
        refused(
                new TarMaker()
                        .entry('x', "x", records.getBytes(StandardCharsets.UTF_8))
                        .file("y", CONTENT)
                        .end(),
                "extended header");
    }

    @Test
    void whatIsNoArchiveIsRefused() {
        byte[] noise = new byte[4096];
        new Random(1).nextBytes(noise);
        refused(noise, "header");
        byte[] bad = ByteBuffer.allocate(12).putInt(0xffffffff).putLong(-1).array();
        refused(new TarMaker().header('0', "x", bad, "").end(), "size that is none");
    }

    @Test
    void tooManyMembersAndTooManyReadsAreRefused() {
        TarMaker many = new TarMaker();
        for (int i = 0; i <= TarListing.MOST_MEMBERS; i++) {
            many.header('0', "f" + i, octal(0), "");
        }
        refused(many.end(), "more than " + TarListing.MOST_MEMBERS + " files");
        byte[] header = new TarMaker().header('0', "f", octal(1 << 20), "").cutOff();
        assertThatThrownBy(() -> TarListing.of((offset, length) -> Arrays.copyOf(header, length), 1L << 50))
                .isInstanceOf(BadTar.class)
                .hasMessageContaining("reads");
    }
}
