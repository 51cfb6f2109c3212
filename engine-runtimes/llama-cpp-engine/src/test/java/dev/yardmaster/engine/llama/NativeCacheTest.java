package dev.yardmaster.engine.llama;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeCacheTest {
    @Test
    void everyPlatformsResourceHasThePinnedDigest(@TempDir Path directory) {
        for (NativePlatform platform : NativePlatform.values()) {
            assertThat(new NativeCache(directory).library(platform)).isRegularFile();
        }
    }

    @Test
    void replacesADamagedFileAndLeavesNoPartsBehind(@TempDir Path directory) throws IOException {
        var cache = new NativeCache(directory);
        Path library = cache.library(NativePlatform.LINUX_X86_64);
        byte[] good = Files.readAllBytes(library);
        Files.writeString(library, "damaged");
        assertThat(cache.library(NativePlatform.LINUX_X86_64)).isEqualTo(library);
        assertThat(Files.readAllBytes(library)).isEqualTo(good);
        try (Stream<Path> files = Files.list(library.getParent())) {
            assertThat(files).containsExactly(library);
        }
    }

    @Test
    void fallsBackWhereTheCacheCannotBeWritten(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("a-file"), "");
        Path library = new NativeCache(file.resolve("native")).library(NativePlatform.LINUX_X86_64);
        assertThat(library).isRegularFile();
        assertThat(library.startsWith(file)).isFalse();
    }

    @Test
    void looksAtAFileBeforeNativeCodeDoes(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("x.gguf");
        assertThat(Gguf.problem(file)).hasValue("there is no such file");
        assertThat(Gguf.problem(directory)).hasValue("it is not a regular file");
        Files.writeString(file, "GGUF");
        assertThat(Gguf.problem(file)).hasValue("it is not a GGUF file");
        Files.write(file, new byte[] {'G', 'G', 'U', 'F', 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        assertThat(Gguf.problem(file).orElseThrow()).contains("version 9");
    }
}
