package dev.yardmaster.server.deployments.scenario;

import static dev.yardmaster.server.deployments.scenario.Stories.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.contract.agent.AgentPaths;
import dev.yardmaster.contract.agent.CredentialResponse;
import dev.yardmaster.contract.agent.LogLine;
import dev.yardmaster.contract.node.Node;
import dev.yardmaster.contract.route.RoutePaths;
import dev.yardmaster.contract.route.RouteTable;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ScenarioTest
class AgentLinkTest {
    @Autowired
    Stories stories;

    @Test
    void aJoinTokenIsGoodForOneNode() {
        try (var story = stories.begin()) {
            String token = stories.client.token(KeyScope.NODE_JOIN);
            assertThat(story.prepared("a", 1 << 30).join(token).statusCode()).isEqualTo(200);
            assertThat(story.prepared("b", 1 << 30).join(token).statusCode()).isEqualTo(401);
            assertThat(stories.client.get("/api/v1/nodes/" + story.name + "-b").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void aRefusedJoinLeavesTheTokenGood() {
        try (var story = stories.begin()) {
            FakeAgent a = story.node("a");
            String token = stories.client.token(KeyScope.NODE_JOIN);
            HttpResponse<String> taken = a.join(token);
            assertThat(taken.statusCode()).isEqualTo(409);
            assertThat(stories.client.problem(taken).detail()).contains(a.node, "YARD_NODE_NAME");
            assertThat(story.prepared("b", 1 << 30).join(token).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void anAgentThatLostItsCredentialMayJoinAgainOnceItsNodeIsSilent() {
        try (var story = stories.begin()) {
            FakeAgent a = story.node("a");
            String lost = a.credential();
            a.silent(true);
            eventually(() -> assertThat(node(a).state()).isEqualTo(Node.State.UNREACHABLE));
            assertThat(a.join(stories.client.token(KeyScope.NODE_JOIN)).statusCode())
                    .isEqualTo(200);
            assertThat(node(a).state()).isEqualTo(Node.State.ONLINE);
            a.credential(lost);
            assertThat(a.send(AgentPaths.ASSIGNMENT).statusCode()).isEqualTo(401);
        }
    }

    private Node node(FakeAgent agent) {
        return stories.client.read(stories.client.get("/api/v1/nodes/" + agent.node), Node.class);
    }

    @Test
    void badJoinsNameTheField() {
        try (var story = stories.begin()) {
            FakeAgent agent = story.prepared("a", 1 << 30);
            String good = agent.joinBody("yk_aaaaaaaaaa_b");
            Map.of(
                            "nodeName", good.replace("\"" + agent.node + "\",\"labels", "\"Bad Name\",\"labels"),
                            "labels.a b", good.replace("\"story\":", "\"a b\":"),
                            "token", good.replace("\"token\":\"yk_aaaaaaaaaa_b\",", ""),
                            "inventory.cpuCores", good.replace("\"cpuCores\":4", "\"cpuCores\":\"four\""))
                    .forEach((field, body) -> {
                        assertThat(body).isNotEqualTo(good);
                        HttpResponse<String> answer = agent.joinWith(body);
                        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
                        assertThat(stories.client.problem(answer).errors())
                                .anyMatch(e -> e.field().equals(field));
                    });
            assertThat(agent.joinWith(good).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void theOldCredentialStaysGoodUntilTheNewOneIsUsed() {
        try (var story = stories.begin()) {
            FakeAgent a = story.node("a");
            a.silent(true);
            String old = a.credential();
            String never = rotate(a);
            assertThat(a.send(AgentPaths.ASSIGNMENT).statusCode()).isEqualTo(200);
            String next = rotate(a);
            a.credential(never);
            assertThat(a.send(AgentPaths.ASSIGNMENT).statusCode()).isEqualTo(401);
            a.credential(next);
            assertThat(a.send(AgentPaths.ASSIGNMENT).statusCode()).isEqualTo(200);
            a.credential(old);
            assertThat(a.send(AgentPaths.ASSIGNMENT).statusCode()).isEqualTo(401);
        }
    }

    private String rotate(FakeAgent agent) {
        return stories.client
                .read(agent.post(AgentPaths.CREDENTIAL, Map.of()), CredentialResponse.class)
                .credential();
    }

    @Test
    void nobodyElseMayUseTheAgentLink() {
        assertThat(stories.client.get(AgentPaths.ASSIGNMENT).statusCode()).isEqualTo(403);
        assertThat(stories.client
                        .send(stories.client.anonymous(AgentPaths.ASSIGNMENT).GET())
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void logsAreKeptFollowedAndOnlyTakenFromTheirOwnNode() throws Exception {
        try (var story = stories.begin()) {
            FakeAgent a = story.node("a");
            story.deploy(1).ready(1);
            String id = story.instances().getFirst().id();
            FakeAgent b = story.node("b");
            assertThat(a.log(id, line(1, "one"), line(2, "two\0")))
                    .isEqualTo(204)
                    .isEqualTo(b.log(id, line(3, "forged")));
            assertThat(stories.client
                            .get("/api/v1/instances/" + id + "/logs?tail=1")
                            .body())
                    .endsWith(" two \n")
                    .doesNotContain("one");
            try (InputStream followed = follow(id);
                    BufferedReader lines =
                            new BufferedReader(new InputStreamReader(followed, StandardCharsets.UTF_8))) {
                assertThat(lines.readLine()).endsWith(" one");
                assertThat(lines.readLine()).endsWith(" two ");
                a.log(id, line(4, "four"));
                assertThat(lines.readLine()).endsWith(" four");
            }
            a.log(
                    id,
                    LongStream.range(5, 2_105)
                            .mapToObj(n -> line(n, "line " + n))
                            .toArray(LogLine[]::new));
            assertThat(stories.deployments.logs(id, 5_000))
                    .hasSize(2_000)
                    .first()
                    .extracting(LogLine::sequence)
                    .isEqualTo(105L);
            assertThat(stories.client.get("/api/v1/instances/nobody/logs").statusCode())
                    .isEqualTo(404);
        }
    }

    private static LogLine line(long sequence, String text) {
        return new LogLine(sequence, Instant.now(), text);
    }

    private InputStream follow(String id) throws Exception {
        HttpRequest request = stories.client
                .request("/api/v1/instances/" + id + "/logs?follow=true")
                .GET()
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofInputStream())
                .body();
    }

    @Test
    void theRouteTableGrowsOnlyWithItsContent() {
        try (var story = stories.begin()) {
            RouteTable first = story.routes();
            eventually(() -> {
                HttpResponse<String> same = story.gateway(
                        RoutePaths.ROUTES + "?after=" + story.routes().version() + "&waitSeconds=0");
                assertThat(same.statusCode()).isEqualTo(204);
            });
            String key = stories.client.token(KeyScope.INFERENCE);
            String id = key.split("_", 3)[1];
            RouteTable next = stories.client.read(
                    story.gateway(RoutePaths.ROUTES + "?after=" + first.version() + "&waitSeconds=20"),
                    RouteTable.class);
            assertThat(next.version()).isGreaterThan(first.version());
            eventually(() -> assertThat(story.routes().keys()).anyMatch(k -> k.id().equals(id)));
            stories.client.delete("/api/v1/api-keys/" + id);
            eventually(() -> assertThat(story.routes().keys()).noneMatch(k -> k.id().equals(id)));
            assertThat(List.of(story.routes().toString())).noneMatch(t -> t.contains(key));
        }
    }
}
