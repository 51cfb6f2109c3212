package dev.yardmaster.server.catalog.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.contract.access.Secrets;
import dev.yardmaster.contract.agent.AgentPaths;
import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.agent.JoinRequest;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.node.Inventory;
import dev.yardmaster.server.catalog.FileLocator;
import dev.yardmaster.server.catalog.source.web.WebStandIn;
import dev.yardmaster.server.platform.Ids;
import dev.yardmaster.server.support.ServerTest;
import dev.yardmaster.server.support.TestClient;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Files whose source has no credential as narrow as one file: the node never sees what opens the source. */
@ServerTest
@ExtendWith(OutputCaptureExtension.class)
class RelayTest {
    private static final String SECRET = "t0psecret";

    @Autowired
    TestClient server;

    @Autowired
    Secrets secrets;

    @Autowired
    FileLocator locator;

    @Autowired
    RelayTickets tickets;

    private final WebStandIn web = new WebStandIn();
    private String credential = "";

    @BeforeEach
    void fill() {
        web.put("model.gguf", "0123456789");
        web.guarded = true;
        secrets.put("web", Map.of("token", SECRET));
        HttpResponse<String> created = server.postYaml("/api/v1/models", """
                apiVersion: yardmaster.dev/v1
                kind: Model
                metadata: {name: relayed}
                spec: {source: '%s/files/model.gguf', access: {secret: web}}
                """.formatted(web.url()));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        credential = join();
    }

    @AfterEach
    void close() {
        server.delete("/api/v1/models/relayed");
        server.delete("/api/v1/secrets/web");
        web.close();
    }

    private String join() {
        Inventory inventory =
                new Inventory("h", "Linux", "amd64", "test", 4, new TreeSet<>(), 1, 1, 1, 1, List.of(), List.of());
        HttpResponse<String> joined = server.postJson(
                AgentPaths.JOIN,
                new JoinRequest(
                        server.token(KeyScope.NODE_JOIN), "relay-" + Ids.random(8), Map.of(), "test", inventory));
        assertThat(joined.statusCode()).as(joined.body()).isEqualTo(200);
        return server.json(joined).path("credential").asString();
    }

    private HttpResponse<String> read(String address, String token, String range) {
        var request = server.anonymous(address).header("Authorization", "Bearer " + token);
        return server.send(
                range.isEmpty() ? request.GET() : request.header("Range", range).GET());
    }

    private String address() {
        FileLocation location = locator.locate(Kind.MODEL, "relayed", List.of()).getFirst();
        assertThat(location.where()).isInstanceOf(FileLocation.Server.class);
        return ((FileLocation.Server) location.where()).address();
    }

    @Test
    void theServerReadsForTheNodeRangesIncluded(CapturedOutput output) {
        String address = address();
        HttpResponse<String> whole = read(address, credential, "");
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo("0123456789");
        assertThat(whole.headers().firstValueAsLong("Content-Length")).hasValue(10);
        HttpResponse<String> part = read(address, credential, "bytes=2-4");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("234");
        assertThat(part.headers().firstValue("Content-Range")).contains("bytes 2-4/10");
        assertThat(part.headers().firstValue("ETag")).isPresent();
        assertThat(read(address, credential, "bytes=10-").statusCode()).isEqualTo(416);
        assertThat(address + whole.headers().map() + output).doesNotContain(SECRET);
    }

    @Test
    void onlyNodesReadAndOnlyWithATicketThatIsGood() {
        String address = address();
        assertThat(read(address, server.adminToken(), "").statusCode()).isEqualTo(403);
        assertThat(read(address.substring(0, address.length() - 2) + "AA", credential, "")
                        .statusCode())
                .isEqualTo(404);
        assertThat(read("/agent/v1/relay/%25", credential, "").statusCode()).isIn(400, 404);
        String old = tickets.seal(new RelayTicket(Kind.MODEL, "relayed", "model.gguf", Instant.EPOCH));
        assertThat(read("/agent/v1/relay/" + old, credential, "").statusCode()).isEqualTo(404);
        String other = tickets.seal(new RelayTicket(
                Kind.MODEL, "relayed", "other.gguf", Instant.now().plusSeconds(60)));
        assertThat(read("/agent/v1/relay/" + other, credential, "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aSourceThatRefusesIsSaidToWithoutItsWords(CapturedOutput output) {
        String address = address();
        web.failWith(503);
        assertThat(read(address, credential, "").statusCode()).isEqualTo(502);
        web.failWith(0);
        secrets.put("web", Map.of("token", SECRET + "2"));
        HttpResponse<String> refused = read(address, credential, "");
        assertThat(refused.statusCode()).isEqualTo(502);
        assertThat(refused.body() + output).contains("answered 401").doesNotContain(SECRET);
        server.delete("/api/v1/models/relayed");
        assertThat(read(address, credential, "").statusCode()).isEqualTo(404);
    }
}
