package dev.yardmaster.agent.weights.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.platform.Json;
import dev.yardmaster.agent.weights.transfer.Chunks;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What one node gives to another, over real HTTP. */
@Timeout(60)
class PeerServerTest {
    private static final int CHUNK = Chunks.USUAL_BYTES;
    private static final String FILES = "weights/" + SwarmNode.KEY + "/files/";
    private static final String CHUNKS = "weights/" + SwarmNode.KEY + "/chunks";

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private Swarm swarm;
    private SwarmNode holder;

    @BeforeEach
    void open() throws IOException {
        swarm = new Swarm(directory, 3).file("sub dir/ä+b.bin", CHUNK + 10, true);
        holder = swarm.node("holder", 1).holding();
    }

    @AfterEach
    void close() throws IOException {
        swarm.close();
    }

    private HttpResponse<byte[]> get(String path, String ticket, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(holder.base() + PeerServer.PATH + path))
                .header("Authorization", "Bearer " + ticket);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private String ticket() {
        return Tickets.make("holder", "other", SwarmNode.KEY);
    }

    @Test
    void rangesOfFilesAreGivenAsTheyAre() throws Exception {
        HttpResponse<byte[]> answer =
                get(FILES + "sub%20dir/%C3%A4%2Bb.bin", ticket(), "Range", "bytes=5-" + (CHUNK + 9));
        assertThat(answer.statusCode()).isEqualTo(206);
        assertThat(answer.headers().firstValue("Content-Range"))
                .contains("bytes 5-" + (CHUNK + 9) + "/" + (CHUNK + 10));
        byte[] all = swarm.origin().files.get("sub dir/ä+b.bin");
        assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(all, 5, CHUNK + 10));
        assertThat(holder.server.sentBytes()).isEqualTo(CHUNK + 5);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-999999999, 416",
        "bytes=9-3, 416",
        "bytes=-5, 416",
        "items=1-2, 416",
        "bytes=99999999999999999999-5, 416",
    })
    void otherRangesAreRefused(String range, int status) throws Exception {
        assertThat(get(FILES + "sub%20dir/%C3%A4%2Bb.bin", ticket(), "Range", range)
                        .statusCode())
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "weights/model-0123/files/other.bin",
        "weights/model-0123/files/..%2F..%2Fetc%2Fpasswd",
        "weights/model-0123/files/",
        "weights/model-0123",
        "weights/model-0123/chunks/x"
    })
    void whatIsNotThereIsNotFound(String path) throws Exception {
        assertThat(get(path, ticket(), "Range", "bytes=0-1").statusCode()).isEqualTo(404);
    }

    @Test
    void onlyGoodTicketsLetIn() throws Exception {
        assertThat(get(CHUNKS, ticket()).statusCode()).isEqualTo(200);
        assertThat(get(CHUNKS, Tickets.make("holder", "other", "another-model")).statusCode())
                .isEqualTo(401);
        assertThat(get(CHUNKS, Tickets.make("somebody", "other", SwarmNode.KEY)).statusCode())
                .isEqualTo(401);
        assertThat(get(CHUNKS, Tickets.make("holder", "other", SwarmNode.KEY, Instant.now()))
                        .statusCode())
                .isEqualTo(401);
        assertThat(get(CHUNKS, ticket().replace("other", "forged")).statusCode())
                .isEqualTo(401);
        assertThat(get(CHUNKS, "x").statusCode()).isEqualTo(401);
        assertThat(get(CHUNKS, "..").statusCode()).isEqualTo(401);
    }

    @Test
    void whoHasEverythingSaysSo() throws Exception {
        ChunkNews news = Json.mapper().readValue(get(CHUNKS, ticket()).body(), ChunkNews.class);
        assertThat(news.whole()).isTrue();
        assertThat(news.fetching()).isFalse();
        assertThat(news.chunks()).isEmpty();
        assertThat(get("weights/nothing/chunks", Tickets.make("holder", "other", "nothing"))
                        .statusCode())
                .isEqualTo(404);
    }
}
