package dev.yardmaster.agent.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is packed comes out again, and nothing that is not a snapshot leaves a trace outside of its directory. */
class SnapshotTest {
    private static final SharingLimits LIMITS = new SharingLimits(
            Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(1), Duration.ZERO, 100_000, 40);

    @TempDir
    Path home;

    private final SnapshotWriter writer = new SnapshotWriter(LIMITS);
    private final SnapshotReader reader = new SnapshotReader(LIMITS);
    private int made;

    private Path directory() throws IOException {
        return Files.createDirectory(home.resolve("d" + made++));
    }

    private byte[] packed(Path directory) throws IOException {
        Path archive = home.resolve("a" + made++);
        writer.write(directory, archive);
        return Files.readAllBytes(archive);
    }

    private Path unpacked(byte[] bytes) throws IOException {
        Path inside = Files.createDirectory(directory().resolve("inside"));
        reader.unpack(Files.write(home.resolve("a" + made++), bytes), inside);
        return inside;
    }

    private static void fill(Path directory, Map<String, byte[]> files, Random random) throws IOException {
        List<String> names = new ArrayList<>(files.keySet());
        Collections.shuffle(names, random);
        for (String name : names) {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, files.get(name));
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxrwxrwx"));
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_700_000_000_000L + name.hashCode()));
        }
    }

    private static Map<String, byte[]> tree(Random random) {
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = random.nextInt(12); i >= 0; i--) {
            byte[] content = new byte[random.nextInt(3000)];
            random.nextBytes(content);
            files.put("d" + random.nextInt(3) + "/ü " + random.nextInt(4) + "/f" + random.nextInt(6) + ".so", content);
        }
        return files;
    }

    private static Map<String, String> seen(Path directory) throws IOException {
        Map<String, String> seen = new TreeMap<>();
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                seen.put(
                        directory.relativize(file).toString(),
                        Arrays.hashCode(Files.readAllBytes(file)) + " " + Files.getLastModifiedTime(file) + " "
                                + Files.isExecutable(file));
            }
        }
        return seen;
    }

    @Test
    void theSameFilesAreTheSameBytesAndComeOutAsTheyWere() throws IOException {
        for (int seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            Map<String, byte[]> files = tree(random);
            Path one = directory();
            Path other = directory();
            fill(one, files, random);
            fill(other, files, random);
            byte[] bytes = packed(one);
            assertThat(packed(other)).as("seed %d", seed).isEqualTo(bytes);
            assertThat(seen(unpacked(bytes))).as("seed %d", seed).isEqualTo(seen(one));
        }
    }

    @Test
    void onlyRegularFilesGoInAndOnlyTheOwnerCanReadWhatComesOut() throws IOException {
        Path secret = Files.writeString(home.resolve("secret"), "not for others");
        Path one = directory();
        fill(one, Map.of("x/kernel.so", new byte[] {1}), new Random(1));
        Files.createSymbolicLink(one.resolve("link"), secret);
        Files.createSymbolicLink(one.resolve("directory"), home);
        Path inside = unpacked(packed(one));
        assertThat(seen(inside)).containsOnlyKeys("x/kernel.so");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(inside.resolve("x/kernel.so"))))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(inside.resolve("x"))))
                .isEqualTo("rwx------");
    }

    private static byte[] archive(List<String> names, long length, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(SnapshotWriter.MAGIC);
        for (String name : names) {
            out.writeByte(1);
            out.writeUTF(name);
            out.writeBoolean(false);
            out.writeLong(1_700_000_000_000L);
            out.writeLong(length);
            out.write(content);
        }
        out.writeByte(0);
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../evil",
                "/evil",
                "a/../../evil",
                "..",
                ".",
                "",
                "a//evil",
                "a/",
                "a/./evil",
                "a\\..\\evil",
                "a\nb",
                "~/\u0000"
            })
    void namesThatLeadElsewhereAreRefused(String name) throws IOException {
        byte[] bytes = archive(List.of(name), 1, new byte[] {1});
        assertThatThrownBy(() -> unpacked(bytes)).isInstanceOf(BadSnapshot.class);
        assertThat(home.resolve("evil")).doesNotExist();
        assertThat(home.resolve("d0/evil")).doesNotExist();
        assertThat(Path.of("/evil")).doesNotExist();
    }

    @Test
    void whatTheWriterWouldNotWriteIsRefused() throws IOException {
        byte[] one = {1};
        List<String> many = Stream.iterate(0, i -> i + 1)
                .limit(41)
                .map(i -> "f" + (100 + i))
                .toList();
        for (byte[] bad : List.of(
                archive(List.of("b", "a"), 1, one),
                archive(List.of("a", "a"), 1, one),
                archive(List.of("a", "a/b"), 1, one),
                archive(List.of("a"), 100_001, new byte[100_001]),
                archive(List.of("a", "b"), 60_000, new byte[60_000]),
                archive(List.of("a"), -1, one),
                archive(List.of("a"), Long.MAX_VALUE, one),
                archive(many, 1, one),
                archive(List.of("x/".repeat(40) + "f"), 1, one),
                "PK\u0003\u0004 something else".getBytes(StandardCharsets.UTF_8))) {
            assertThatThrownBy(() -> unpacked(bad)).isInstanceOf(BadSnapshot.class);
        }
    }

    @Test
    void brokenOnesAreRefusedAndNeverReachOutside() throws IOException {
        Random random = new Random(7);
        Path one = directory();
        fill(one, tree(random), random);
        byte[] good = packed(one);
        for (int cut = 0; cut < 60; cut++) {
            byte[] shorter = Arrays.copyOf(good, random.nextInt(good.length));
            assertThatThrownBy(() -> unpacked(shorter)).isInstanceOf(BadSnapshot.class);
        }
        assertThatThrownBy(() -> unpacked(Arrays.copyOf(good, good.length + 1))).isInstanceOf(BadSnapshot.class);
        for (int i = 0; i < 200; i++) {
            byte[] changed = good.clone();
            changed[random.nextInt(Math.min(200, good.length))] ^= (byte) (1 + random.nextInt(255));
            int before = made;
            try {
                unpacked(changed);
            } catch (BadSnapshot expected) {
                assertThat(expected).isNotNull();
            }
            try (Stream<Path> around = Files.list(home.resolve("d" + before))) {
                assertThat(around)
                        .singleElement()
                        .satisfies(p -> assertThat(Files.isDirectory(p, LinkOption.NOFOLLOW_LINKS))
                                .isTrue());
            }
        }
    }

    @Test
    void moreThanMayBeGivenIsNotPacked() throws IOException {
        Path large = directory();
        Files.write(large.resolve("a"), new byte[100_001]);
        assertThatThrownBy(() -> packed(large)).hasMessageContaining("larger than 100000 bytes");
    }
}
