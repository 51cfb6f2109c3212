package dev.yardmaster.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yardmaster.contract.engine.KernelCache;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelCachesTest {
    private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");

    @TempDir
    Path home;

    private KernelCaches caches(long quota, Duration after) {
        return new KernelCaches(home, quota, Clock.fixed(START.plus(after), ZoneOffset.UTC));
    }

    private Path take(KernelCaches caches, String instance, String key) throws Exception {
        Path directory = caches.take(instance, List.of(new KernelCache("triton", "TRITON_CACHE_DIR", key)))
                .get("triton");
        assertThat(directory).isNotNull().isDirectory();
        return directory;
    }

    private Path filled(String instance, String key, Duration after) throws Exception {
        Path directory = take(caches(0, after), instance, key);
        Files.write(directory.resolve("kernel.so"), new byte[1000]);
        return directory;
    }

    @Test
    void keptBetweenStartsAndPrivate() throws Exception {
        Path directory = filled("i1", "sm90-v1", Duration.ZERO);
        caches(0, Duration.ZERO).release("i1");
        assertThat(take(caches(0, Duration.ofDays(1)), "i2", "sm90-v1")).isEqualTo(directory);
        assertThat(directory.resolve("kernel.so")).hasSize(1000);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
    }

    @Test
    void aboveTheQuotaTheLeastRecentlyUsedGoesThatNoEngineUses() throws Exception {
        Path oldButUsed = filled("i1", "a", Duration.ZERO);
        Path old = filled("i2", "b", Duration.ofHours(1));
        Path recent = filled("i3", "c", Duration.ofHours(2));
        caches(0, Duration.ofHours(5)).release("i2");
        caches(0, Duration.ofHours(5)).release("i3");
        take(caches(2500, Duration.ofHours(6)), "i4", "d");
        assertThat(old).doesNotExist();
        assertThat(oldButUsed).exists();
        assertThat(recent).exists();
    }

    @ParameterizedTest
    @CsvSource({"../x, k", "Triton, k", "triton, ../k", "triton, .use", "triton, a..b", "'', k", "triton, ''"})
    void namesThatAreNoneAreRefused(String name, String key) {
        assertThatThrownBy(() -> caches(0, Duration.ZERO).take("i1", List.of(new KernelCache(name, "V", key))))
                .isInstanceOf(LaunchProblem.class)
                .hasMessageContaining("kernel cache");
    }
}
