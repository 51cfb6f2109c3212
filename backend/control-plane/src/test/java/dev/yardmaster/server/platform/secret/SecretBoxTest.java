package dev.yardmaster.server.platform.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretBoxTest {
    private final SecretBox box = new SecretBox(key(1));

    private static byte[] key(long seed) {
        byte[] key = new byte[32];
        new Random(seed).nextBytes(key);
        return key;
    }

    @Test
    void whatIsSealedCanBeOpenedAndLooksDifferentEachTime() {
        String one = box.seal("token", "yk_secret ü");
        String two = box.seal("token", "yk_secret ü");
        assertThat(one).isNotEqualTo(two).doesNotContain("secret").startsWith(box.keyId() + ":");
        assertThat(box.open("token", one)).isEqualTo("yk_secret ü");
    }

    @Test
    void anotherKeyAnotherPurposeOrAChangedByteDoNotOpenIt() {
        String kept = box.seal("token", "text");
        assertThatThrownBy(() -> new SecretBox(key(2)).open("token", kept)).hasMessageContaining("another master key");
        assertThatThrownBy(() -> box.open("other", kept)).isInstanceOf(IllegalStateException.class);
        char[] changed = kept.toCharArray();
        changed[changed.length - 6] = changed[changed.length - 6] == 'A' ? 'B' : 'A';
        assertThatThrownBy(() -> box.open("token", new String(changed))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void secretFilesBelongToTheirOwnerAlone(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("token");
        SecretFiles.write(file, "one");
        SecretFiles.write(file, "two");
        assertThat(SecretFiles.read(file)).contains("two");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(SecretFiles.read(directory.resolve("missing"))).isEmpty();
    }
}
