package dev.yardmaster.server.deployments.scenario;

import static dev.yardmaster.server.deployments.scenario.Stories.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.agent.AgentEvent;
import dev.yardmaster.contract.agent.AgentEvents;
import dev.yardmaster.contract.agent.AgentPaths;
import dev.yardmaster.contract.agent.AssignedModel;
import dev.yardmaster.contract.agent.FileChunks;
import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.agent.LocationsAnswer;
import dev.yardmaster.contract.agent.LocationsRequest;
import dev.yardmaster.contract.agent.PeerKey;
import dev.yardmaster.contract.agent.PeerOffer;
import dev.yardmaster.contract.agent.VerifiedFiles;
import dev.yardmaster.contract.agent.WeightsPeer;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.event.Event;
import dev.yardmaster.contract.event.Events;
import dev.yardmaster.contract.weights.WeightsState;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ScenarioTest
class WeightsLinkTest {
    private static final String SHA = "c".repeat(64);
    private static final String OTHER = "d".repeat(64);

    @Autowired
    Stories stories;

    @Autowired
    FakeLocator locator;

    @Autowired
    Events events;

    @Test
    void locationsAreToldOfWhatIsAssignedAndOfNothingElse() {
        try (var story = stories.begin()) {
            FakeAgent a = story.node("a");
            FakeAgent b = story.node("b");
            story.apply("parts", 1, "").ready(1);
            FakeAgent holder = a.assignment().models().isEmpty() ? b : a;
            FakeAgent other = holder == a ? b : a;
            String key = key(holder);
            assertThat(locations(holder, key).files())
                    .extracting(FileLocation::path)
                    .containsExactly("big-00001-of-00002.gguf", "big-00002-of-00002.gguf");
            assertThat(locations(holder, key, "big-00002-of-00002.gguf").files())
                    .containsExactly(new FileLocation(
                            "big-00002-of-00002.gguf", new FileLocation.Server("/hub/parts/big-00002-of-00002.gguf")));
            assertThat(ask(holder, key, "LICENSE").statusCode()).isEqualTo(404);
            assertThat(ask(holder, "nothing").statusCode()).isEqualTo(404);
            HttpResponse<String> refused = ask(other, key);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(404);
            assertThat(stories.client.problem(refused).detail()).contains(other.node, key);
        }
    }

    @Test
    void manyNodesThatAskAtOnceAskTheSourceOnce() throws Exception {
        try (var story = stories.begin()) {
            FakeAgent a = story.node("a");
            story.apply("tiny-next", 1, "").ready(1);
            String key = key(a);
            Callable<Integer> ask = () -> ask(a, key).statusCode();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var answer : threads.invokeAll(
                        IntStream.range(0, 50).mapToObj(_ -> ask).toList())) {
                    assertThat(answer.get()).isEqualTo(200);
                }
            }
            assertThat(locator.asked("tiny-next")).isEqualTo(1);
        }
    }

    @Test
    void nodesAreToldOfOthersThatHoldOrFetchWithTicketsThatTheseCanCheck() {
        try (var story = stories.begin()) {
            List<FakeAgent> nodes = List.of(story.node("a"), story.node("b"), story.node("c"));
            story.apply("tiny", 3, "").ready(3);
            String key = key(nodes.getFirst());
            FakeAgent asking = nodes.get(0);
            FakeAgent holding = nodes.get(1);
            FakeAgent fetching = nodes.get(2);
            PeerKey ofHolding = offer(holding, "http://10.0.0.2:8070");
            offer(fetching, "http://10.0.0.3:8070");
            offer(asking, "http://10.0.0.1:8070");
            holding.sees(key, WeightsState.HELD, 1000, 1000);
            fetching.sees(key, WeightsState.FETCHING, 10, 1000);
            eventually(() -> assertThat(locations(asking, key).peers())
                    .extracting(WeightsPeer::node)
                    .containsExactly(holding.node, fetching.node));
            WeightsPeer peer = locations(asking, key).peers().getFirst();
            assertThat(peer.base()).isEqualTo(URI.create("http://10.0.0.2:8070"));
            assertThat(peer.ticket()).matches("\\d+\\." + asking.node.replace(".", "\\.") + "\\.[0-9a-f]{64}");
            String claim = peer.ticket().substring(0, peer.ticket().lastIndexOf('.'));
            assertThat(peer.ticket()).isEqualTo(claim + "." + mac(ofHolding, claim + "." + key));
            assertThat(Long.parseLong(claim.substring(0, claim.indexOf('.'))))
                    .isGreaterThan(Instant.now().getEpochSecond());
            assertThat(offer(holding, "http://10.0.0.2:8070").key()).isEqualTo(ofHolding.key());
            assertThat(offer(fetching, "http://10.0.0.3:8070").key()).isNotEqualTo(ofHolding.key());
            fetching.sees(key, WeightsState.FAILED, 10, 1000);
            eventually(() -> assertThat(locations(asking, key).peers())
                    .extracting(WeightsPeer::node)
                    .containsExactly(holding.node));
            holding.silent(true);
            eventually(() -> assertThat(locations(asking, key).peers()).isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://host",
                "http:///x",
                "http://u:p@host:1",
                "http://host/path",
                "http://host?x=1",
                "//host",
                "file:/etc/passwd"
            })
    void anOfferedAddressIsABase(String address) {
        try (var story = stories.begin()) {
            HttpResponse<String> answer = story.node("a").post(AgentPaths.PEER_KEY, new PeerOffer(URI.create(address)));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        }
    }

    @Test
    void theFirstNodeThatVerifiesAFileMakesItsDigestKnown() {
        try (var story = stories.begin()) {
            FakeAgent a = story.node("a");
            story.apply("undigested", 1, "").ready(1);
            AssignedModel before = model(a);
            assertThat(before.files())
                    .singleElement()
                    .satisfies(f -> assertThat(f.sha256()).isEmpty());
            String key = before.key();
            FileChunks found = new FileChunks("undigested-f16.gguf", SHA, 100_000, List.of(OTHER, SHA));
            assertThat(verify(a, key, found).statusCode()).isEqualTo(204);
            assertThat(verify(a, key, found).statusCode()).isEqualTo(204);
            assertThat(locations(a, key).chunks()).containsExactly(found);
            story.apply("undigested", 2, "").ready(2);
            eventually(() ->
                    assertThat(model(a).files()).extracting(ModelFile::sha256).containsExactly(SHA));
            assertThat(model(a).key()).isEqualTo(key);
            HttpResponse<String> other =
                    verify(a, key, new FileChunks("undigested-f16.gguf", OTHER, 100_000, List.of()));
            assertThat(other.statusCode()).isEqualTo(409);
            assertThat(events.about("Model", "undigested", 10)).anySatisfy(e -> {
                assertThat(e.severity()).isEqualTo(Event.Severity.WARNING);
                assertThat(e.reason()).isEqualTo("DIFFERENT_BYTES");
                assertThat(e.sentence()).contains(a.node, SHA, OTHER);
            });
            assertThat(model(a).files()).extracting(ModelFile::sha256).containsExactly(SHA);
        }
    }

    @Test
    void chunksThatNodesDisagreeAboutAreToldToNobody() {
        try (var story = stories.begin()) {
            FakeAgent a = story.node("a");
            story.apply("disputed", 1, "").ready(1);
            String key = key(a);
            assertThat(verify(a, key, new FileChunks("disputed-f16.gguf", OTHER, 100_000, List.of(OTHER, SHA)))
                            .statusCode())
                    .isEqualTo(204);
            FileChunks lie = new FileChunks("disputed-f16.gguf", OTHER, 100_000, List.of(OTHER, OTHER));
            assertThat(verify(a, key, lie).statusCode()).isEqualTo(409);
            assertThat(locations(a, key).chunks()).isEmpty();
            assertThat(verify(a, key, lie).statusCode()).isEqualTo(204);
            assertThat(locations(a, key).chunks()).isEmpty();
        }
    }

    @Test
    void whatCannotBeTheFileIsRefused() {
        try (var story = stories.begin()) {
            FakeAgent a = story.node("a");
            story.apply("disputed", 1, "").ready(1);
            String key = key(a);
            List.of(
                            new FileChunks("disputed-f16.gguf", "short", 100_000, List.of(SHA, SHA)),
                            new FileChunks("disputed-f16.gguf", OTHER, 100_000, List.of(SHA)),
                            new FileChunks("disputed-f16.gguf", OTHER, 1, List.of(SHA)),
                            new FileChunks("disputed-f16.gguf", OTHER, 0, List.of(SHA)),
                            new FileChunks("disputed-f16.gguf", OTHER, 100_000, List.of(SHA, "x")))
                    .forEach(bad -> assertThat(verify(a, key, bad).statusCode()).isEqualTo(400));
            assertThat(verify(a, key, new FileChunks("other.gguf", OTHER, 0, List.of()))
                            .statusCode())
                    .isEqualTo(404);
            assertThat(verify(a, "nothing", new FileChunks("disputed-f16.gguf", OTHER, 0, List.of()))
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void whatAnAgentTellsIsInTheHistoryOnce() {
        try (var story = stories.begin()) {
            FakeAgent a = story.node("a");
            AgentEvent evicted = new AgentEvent(
                    "e1",
                    Instant.now(),
                    AgentEvent.Type.WEIGHTS_EVICTED,
                    "tiny-0123",
                    "Evicted for room:\nnot used for 3 days.");
            assertThat(a.post(AgentPaths.EVENTS, new AgentEvents(List.of(evicted)))
                            .statusCode())
                    .isEqualTo(204);
            assertThat(a.post(AgentPaths.EVENTS, new AgentEvents(List.of(evicted, evicted)))
                            .statusCode())
                    .isEqualTo(204);
            assertThat(events.about("Node", a.node, 100).stream()
                            .filter(e -> e.reason().equals("WEIGHTS_EVICTED")))
                    .singleElement()
                    .extracting(Event::sentence)
                    .isEqualTo("tiny-0123: Evicted for room: not used for 3 days.");
            AgentEvent nameless = new AgentEvent("", Instant.now(), AgentEvent.Type.WEIGHTS_HELD, "k", "s");
            assertThat(a.post(AgentPaths.EVENTS, new AgentEvents(List.of(nameless)))
                            .statusCode())
                    .isEqualTo(400);
            List<AgentEvent> many = IntStream.range(0, 101)
                    .mapToObj(i -> new AgentEvent("m" + i, Instant.now(), AgentEvent.Type.WEIGHTS_HELD, "k", "s"))
                    .toList();
            assertThat(a.post(AgentPaths.EVENTS, new AgentEvents(many)).statusCode())
                    .isEqualTo(413);
        }
    }

    @Test
    void aPeerThatLiedIsInTheHistoryOfTheNodeThatWasLiedTo() {
        try (var story = stories.begin()) {
            FakeAgent a = story.node("a");
            String sentence = "b gave wrong bytes of model.safetensors.";
            AgentEvent lied =
                    new AgentEvent("p1", Instant.now(), AgentEvent.Type.PEER_DISTRUSTED, "tiny-0123", sentence);
            assertThat(a.post(AgentPaths.EVENTS, new AgentEvents(List.of(lied))).statusCode())
                    .isEqualTo(204);
            HttpResponse<String> told = stories.client.get("/api/v1/events?kind=Node&name=" + a.node);
            assertThat(told.statusCode()).as(told.body()).isEqualTo(200);
            assertThat(told.body())
                    .contains("PEER_DISTRUSTED")
                    .contains("WARNING")
                    .contains("tiny-0123: " + sentence);
        }
    }

    private static String key(FakeAgent agent) {
        return model(agent).key();
    }

    private static AssignedModel model(FakeAgent agent) {
        eventually(() -> assertThat(agent.assignment().models()).isNotEmpty());
        return agent.assignment().models().getFirst();
    }

    private HttpResponse<String> ask(FakeAgent agent, String key, String... paths) {
        return agent.post(AgentPaths.LOCATIONS, new LocationsRequest(key, List.of(paths)));
    }

    private LocationsAnswer locations(FakeAgent agent, String key, String... paths) {
        HttpResponse<String> answer = ask(agent, key, paths);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return stories.client.read(answer, LocationsAnswer.class);
    }

    private HttpResponse<String> verify(FakeAgent agent, String key, FileChunks file) {
        return agent.post(AgentPaths.VERIFIED, new VerifiedFiles(key, List.of(file)));
    }

    private PeerKey offer(FakeAgent agent, String address) {
        return stories.client.read(agent.post(AgentPaths.PEER_KEY, new PeerOffer(URI.create(address))), PeerKey.class);
    }

    private static String mac(PeerKey key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(key.key()), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
