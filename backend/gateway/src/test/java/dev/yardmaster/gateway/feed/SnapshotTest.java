package dev.yardmaster.gateway.feed;

import static dev.yardmaster.gateway.Tables.endpoint;
import static dev.yardmaster.gateway.Tables.route;
import static dev.yardmaster.gateway.Tables.target;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yardmaster.contract.route.RouteTable;
import dev.yardmaster.gateway.Tables;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {
    private static final RouteTable TABLE =
            Tables.table(3, route("chat", target(1, 1, endpoint("a", "http://127.0.0.1:9"))));

    @TempDir
    private Path home;

    private Snapshot snapshot() {
        return new Snapshot(home.resolve("gateway"));
    }

    @Test
    void comesBackAsItWent() throws IOException {
        assertThat(snapshot().load("token")).isEmpty();
        snapshot().save(Tables.table(2), "token");
        snapshot().save(TABLE, "token");

        assertThat(snapshot().load("token")).hasValue(TABLE);
        try (var files = Files.list(home.resolve("gateway"))) {
            assertThat(files).containsExactly(snapshot().file());
        }
    }

    @Test
    void isForUsAloneAndTellsNothing() throws IOException {
        snapshot().save(TABLE, "token");

        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(snapshot().file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("gateway"))))
                .isEqualTo("rwx------");
        assertThat(Files.readString(snapshot().file(), StandardCharsets.ISO_8859_1))
                .doesNotContain("chat")
                .doesNotContain("engine-key");
    }

    @Test
    void doesNotOpenWithAnotherToken() throws IOException {
        snapshot().save(TABLE, "token");

        assertThatThrownBy(() -> snapshot().load("other")).isInstanceOf(IOException.class);
    }

    @Test
    void doesNotOpenWhenAnyByteWasChangedOrIsMissing() throws IOException {
        snapshot().save(TABLE, "token");
        byte[] good = Files.readAllBytes(snapshot().file());
        for (int i = 0; i < good.length; i += 13) {
            byte[] bad = good.clone();
            bad[i] ^= 1;
            Files.write(snapshot().file(), bad);
            assertThatThrownBy(() -> snapshot().load("token")).isInstanceOf(IOException.class);
            Files.write(snapshot().file(), Arrays.copyOf(good, i));
            assertThatThrownBy(() -> snapshot().load("token")).isInstanceOf(IOException.class);
        }
    }
}
