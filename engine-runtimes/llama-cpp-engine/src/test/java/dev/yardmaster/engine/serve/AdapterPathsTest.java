package dev.yardmaster.engine.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.yardmaster.engine.api.ApiError;
import dev.yardmaster.engine.api.ApiException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdapterPathsTest {
    @TempDir
    Path directory;

    private Path root;
    private AdapterPaths paths;

    @BeforeEach
    void files() throws IOException {
        root = Files.createDirectories(directory.toRealPath().resolve("model/adapters"));
        Files.writeString(root.resolve("a.gguf"), "a");
        Files.writeString(directory.resolve("secret.gguf"), "s");
        paths = new AdapterPaths(List.of(root.getParent()));
    }

    private ApiError refusal(String path) {
        return catchThrowableOfType(ApiException.class, () -> paths.resolve(path))
                .error();
    }

    @Test
    void findsFilesByAbsoluteRelativeAndDirectoryPath() {
        assertThat(paths.resolve(root.resolve("a.gguf").toString())).isEqualTo(root.resolve("a.gguf"));
        assertThat(paths.resolve("adapters/a.gguf")).isEqualTo(root.resolve("a.gguf"));
        assertThat(paths.resolve("adapters")).isEqualTo(root.resolve("a.gguf"));
    }

    @Test
    void refusesEverythingOutside() throws IOException {
        assertThat(refusal("../secret.gguf").code()).isEqualTo("path_not_allowed");
        assertThat(refusal("adapters/../../secret.gguf").code()).isEqualTo("path_not_allowed");
        assertThat(refusal("/etc/passwd").code()).isEqualTo("path_not_allowed");
        assertThat(refusal("/no/such/file").code()).isEqualTo("path_not_allowed");
        Files.createSymbolicLink(root.resolve("link.gguf"), directory.resolve("secret.gguf"));
        assertThat(refusal("adapters/link.gguf").code()).isEqualTo("path_not_allowed");
    }

    @Test
    void saysWhatIsWrongInside() throws IOException {
        assertThat(refusal("adapters/none.gguf").status()).isEqualTo(404);
        Files.writeString(root.resolve("b.gguf"), "b");
        assertThat(refusal("adapters").message()).contains("2 GGUF files");
    }
}
