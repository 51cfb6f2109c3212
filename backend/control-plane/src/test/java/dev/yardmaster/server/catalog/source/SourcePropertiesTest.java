package dev.yardmaster.server.catalog.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourcePropertiesTest {
    private static final URI GOOD = URI.create("https://example.org");

    @ParameterizedTest
    @ValueSource(strings = {"ftp://x", "huggingface.co", "https://user:pw@x", "https://x/?a=b"})
    void endpointsAreCheckedAtStart(String endpoint) {
        assertThatThrownBy(() -> new SourceProperties(URI.create(endpoint), GOOD, "", "", ""))
                .hasMessageContaining("YARD_HF_ENDPOINT");
        assertThatThrownBy(() -> new SourceProperties(GOOD, URI.create(endpoint), "", "", ""))
                .hasMessageContaining("YARD_MS_ENDPOINT");
    }

    @Test
    void whatMayBePrivateIsCheckedAtStart() {
        assertThatThrownBy(() -> new SourceProperties(GOOD, GOOD, "10.0.0.0/99", "", ""))
                .hasMessageContaining("YARD_PRIVATE_SOURCES")
                .hasMessageContaining("10.0.0.0/99");
    }

    @Test
    void directoriesAreCheckedAtStart() {
        assertThatThrownBy(() -> new SourceProperties(GOOD, GOOD, "", "/srv, relative", ""))
                .hasMessageContaining("YARD_FILE_ROOTS: 'relative'");
        assertThatThrownBy(() -> new SourceProperties(GOOD, GOOD, "", "", "claim"))
                .hasMessageContaining("YARD_PVC_MOUNTS: 'claim' is no pair");
        SourceProperties good = new SourceProperties(GOOD, GOOD, "", "/srv/models, /mnt", "a=/x,ns:b=/y");
        assertThat(good.roots()).containsExactly(Path.of("/srv/models"), Path.of("/mnt"));
        assertThat(good.mounts()).containsExactly(Map.entry("a", Path.of("/x")), Map.entry("ns:b", Path.of("/y")));
    }
}
