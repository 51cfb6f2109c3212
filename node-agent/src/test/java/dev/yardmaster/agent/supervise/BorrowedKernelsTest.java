package dev.yardmaster.agent.supervise;

import static dev.yardmaster.agent.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.Assigned;
import dev.yardmaster.contract.agent.AgentEvent;
import dev.yardmaster.contract.agent.CacheOffer;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.contract.engine.KernelCache;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes of the same kind, over real engines and real HTTP between them. */
class BorrowedKernelsTest {
    private static final KernelCache SHARED =
            new KernelCache("triton", "TRITON_CACHE_DIR", "0.27-sm90", Optional.of(true));
    private static final KernelCache OWN =
            new KernelCache("triton", "TRITON_CACHE_DIR", "0.27-sm90", Optional.of(false));

    @TempDir
    Path home;

    private KernelTown town;
    private KernelNode first;

    @BeforeEach
    void open() throws Exception {
        town = new KernelTown();
        first = town.node("a", home.resolve("a"), Duration.ofSeconds(60));
    }

    @AfterEach
    void close() throws Exception {
        town.close();
    }

    private static void serve(KernelNode node, KernelCache cache) throws Exception {
        node.host.assign(List.of(Assigned.model("m1")), Engines.compiling(cache));
        until("ready", () -> node.host.isIn("i1", InstanceState.READY));
    }

    private CacheOffer offered() throws Exception {
        serve(first, SHARED);
        until("sealed and offered", () -> !town.offers("a").isEmpty());
        assertThat(first.log()).contains("kernel cache miss");
        return town.offers("a").getFirst();
    }

    @Test
    void theSecondNodeStartsWithTheKernelsOfTheFirst() throws Exception {
        CacheOffer offer = offered();
        assertThat(offer.name() + "/" + offer.key()).isEqualTo("triton/0.27-sm90");
        KernelNode second = town.node("b", home.resolve("b"), Duration.ofSeconds(60));
        serve(second, SHARED);
        assertThat(second.log()).contains("kernel cache hit: compiled");
        assertThat(second.events()).containsExactly(AgentEvent.Type.KERNELS_FETCHED);
        until("gives the same to others", () -> town.offers("b").equals(List.of(offer)));
        assertThat(home.resolve("b/kernel-caches/.incoming")).isEmptyDirectory();
    }

    @Test
    @Tag("slow")
    void wrongBytesAreNeverUnpackedAndTheEngineCompilesItsOwn() throws Exception {
        CacheOffer offer = offered();
        Path sealed = home.resolve("a/kernel-caches/.sealed/triton/0.27-sm90").resolve(offer.sha256());
        byte[] bytes = Files.readAllBytes(sealed);
        bytes[bytes.length - 3] ^= 1;
        Files.write(sealed, bytes);
        KernelNode second = town.node("b", home.resolve("b"), Duration.ofSeconds(60));
        serve(second, SHARED);
        assertThat(second.log()).contains("kernel cache miss").doesNotContain("kernel cache hit");
        assertThat(second.events())
                .containsExactly(AgentEvent.Type.PEER_DISTRUSTED, AgentEvent.Type.KERNELS_UNAVAILABLE);
        assertThat(second.sharing.isDistrusted("a")).isTrue();
    }

    @Test
    @Tag("slow")
    void aPeerThatHangsHoldsAStartUpForALittleWhileOnly() throws Exception {
        offered();
        town.hangs("a");
        KernelNode second = town.node("b", home.resolve("b"), Duration.ofMillis(1500));
        second.host.assign(List.of(Assigned.model("m1")), Engines.compiling(SHARED));
        until("said", () -> second.host.seen("i1").condition().reason() == InstanceReason.FETCHING_KERNELS);
        assertThat(second.host.seen("i1").condition().sentence())
                .contains("asked for at other nodes: triton", "compiles its own");
        until("ready", () -> second.host.isIn("i1", InstanceState.READY));
        assertThat(second.log()).contains("kernel cache miss");
    }

    @Test
    @Tag("slow")
    void whatIsNotToBeSharedIsNeitherGivenNorAskedFor() throws Exception {
        offered();
        KernelNode second = town.node("b", home.resolve("b"), Duration.ofSeconds(60));
        serve(second, OWN);
        assertThat(second.log()).contains("kernel cache miss");
        assertThat(town.asked()).containsExactly("a");
        assertThat(town.offers("b")).isEmpty();
    }

    @Test
    @Tag("slow")
    void onlyATicketForThisSnapshotOpensTheDoor() throws Exception {
        CacheOffer offer = offered();
        String subject = CacheOffer.subject(offer.name(), offer.key(), offer.sha256());
        URI there = first.address("/peer/v1/kernels/triton/0.27-sm90/" + offer.sha256());
        assertThat(get(there, town.ticket("a", "b", subject))).isEqualTo(200);
        assertThat(get(there, town.ticket("a", "b", subject.replace("triton", "other"))))
                .isEqualTo(401);
        assertThat(get(there, town.ticket("c", "b", subject))).isEqualTo(401);
        assertThat(get(there, "")).isEqualTo(401);
        assertThat(get(first.address("/peer/v1/kernels/triton/..%2f..%2fx/" + offer.sha256()), "x"))
                .isEqualTo(404);
    }

    private static int get(URI address, String ticket) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + ticket)
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }
}
