package dev.yardmaster.server.catalog.source;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
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
}
