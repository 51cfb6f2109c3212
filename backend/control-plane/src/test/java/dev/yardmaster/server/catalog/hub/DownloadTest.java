package dev.yardmaster.server.catalog.hub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.server.support.ServerTest;
import dev.yardmaster.server.support.TestClient;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Ranges and conditions (RFC 9110), below and above the size from which the kernel sends. */
@ServerTest
class DownloadTest {
    private static final String SMALL = "0123456789";
    private static final String BIG = "0123456789".repeat(100_000);

    @Autowired
    TestClient server;

    @BeforeEach
    void push() {
        new HubFixture(server).push("download/files", "main", HubFixture.files("small.bin", SMALL, "big.bin", BIG));
    }

    private HttpResponse<String> get(String file, Map<String, String> headers) {
        return server.send(TestClient.with(server.request("/hub/download/files/resolve/main/" + file), headers)
                .GET());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @CsvSource({
        "small.bin,bytes=2-4,2,4",
        "small.bin,bytes=-3,7,9",
        "big.bin,bytes=999990-,999990,999999",
        "big.bin,bytes=5-899999,5,899999",
        "big.bin,bytes=0-999999,0,999999"
    })
    void aPart(String file, String range, int first, int last) {
        String all = file.equals("big.bin") ? BIG : SMALL;
        HttpResponse<String> part = get(file, Map.of("Range", range));
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(header(part, "Content-Range")).isEqualTo("bytes " + first + "-" + last + "/" + all.length());
        assertThat(header(part, "Content-Length")).isEqualTo(Integer.toString(last - first + 1));
        assertThat(part.body()).isEqualTo(all.substring(first, last + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"small.bin", "big.bin"})
    void theWhole(String file) {
        HttpResponse<String> whole = get(file, Map.of());
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(header(whole, "Accept-Ranges")).isEqualTo("bytes");
        assertThat(whole.body()).isEqualTo(file.equals("big.bin") ? BIG : SMALL);
    }

    @Test
    void nothingBehindTheEnd() {
        HttpResponse<String> none = get("small.bin", Map.of("Range", "bytes=10-"));
        assertThat(none.statusCode()).isEqualTo(416);
        assertThat(header(none, "Content-Range")).isEqualTo("bytes */10");
    }

    @Test
    void aKnownTagIsNotSentAgain() {
        String tag = header(get("big.bin", Map.of()), "ETag");
        assertThat(tag).isEqualTo('"' + HubFixture.sha256(BIG) + '"');
        assertThat(get("big.bin", Map.of("If-None-Match", tag)).statusCode()).isEqualTo(304);
        assertThat(get("big.bin", Map.of("If-None-Match", "\"x\", W/" + tag)).statusCode())
                .isEqualTo(304);
        assertThat(get("big.bin", Map.of("If-None-Match", "\"x\"")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aPartOfAnotherFileIsNotSent() {
        String tag = header(get("small.bin", Map.of()), "ETag");
        assertThat(get("small.bin", Map.of("Range", "bytes=5-", "If-Range", tag))
                        .statusCode())
                .isEqualTo(206);
        HttpResponse<String> whole = get("small.bin", Map.of("Range", "bytes=5-", "If-Range", "\"old\""));
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(SMALL);
    }

    @Test
    void downloadsCanBeAskedForAsAttachments() {
        assertThat(header(get("small.bin?download=true", Map.of()), "Content-Disposition"))
                .isEqualTo("attachment; filename=\"small.bin\"");
    }
}
