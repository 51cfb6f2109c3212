package dev.yardmaster.agent.link;

import static dev.yardmaster.agent.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.FakeControlPlane;
import dev.yardmaster.agent.config.AgentConfig;
import dev.yardmaster.agent.config.ConfigProblem;
import dev.yardmaster.contract.problem.Problem;
import dev.yardmaster.contract.problem.ProblemType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerLinkTest {
    @TempDir
    Path home;

    private final FakeNode node = new FakeNode();
    private final CompletableFuture<ConfigProblem> hopeless = new CompletableFuture<>();
    private FakeControlPlane server;
    private LeaseStatus lease;
    private ServerLink link;

    @BeforeEach
    void open() throws Exception {
        server = new FakeControlPlane();
        lease = new LeaseStatus(Clock.systemUTC(), Duration.ZERO, home.resolve("lease"));
        link = build(Optional.of("one-time"));
    }

    @AfterEach
    void close() {
        link.close();
        server.close();
    }

    private ServerLink build(Optional<String> token) throws Exception {
        Files.createDirectories(home.resolve("agent"));
        AgentConfig config = new AgentConfig(
                home,
                server.url(),
                "n1",
                Map.of("zone", "a"),
                new AgentConfig.JoinToken(token, home.resolve("join.token")),
                new AgentConfig.Listen("127.0.0.1", 0),
                "127.0.0.1",
                Optional.empty(),
                Duration.ZERO,
                false,
                new AgentConfig.Weights(0, 90, Duration.ZERO, 0, List.of(), Map.of(), true, 0, ""),
                new AgentConfig.Engines("none", Optional.empty(), List.of(), false, Optional.empty(), 0, false, "off"));
        return new ServerLink(
                config,
                new OkHttpClient(),
                lease,
                new ServerLink.Identity("boot-1", "test"),
                node,
                new ServerLink.Lifeline(Clock.systemUTC(), hopeless::complete));
    }

    private void start() throws InterruptedException {
        link.startLease(Duration.ZERO);
        link.startRest();
    }

    private void joined() throws Exception {
        server.tokens.add("one-time");
        start();
        until("lease", lease::isHeld);
    }

    @Test
    void joinsAndRenewsAndReports() throws Exception {
        joined();
        until("several renewals", () -> server.leases.size() > 3);
        until("inventory and observations", () -> !server.inventories.isEmpty() && !server.observations.isEmpty());
        assertThat(server.joins).singleElement().satisfies(j -> {
            assertThat(j.nodeName()).isEqualTo("n1");
            assertThat(j.labels()).isEqualTo(Map.of("zone", "a"));
        });
        assertThat(server.leases.getFirst().bootId()).isEqualTo("boot-1");
        assertThat(link.standing()).isEqualTo("ok");
        Path credential = home.resolve("agent/credential");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(credential)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(credential)).doesNotContain("one-time");
    }

    @Test
    void waitsForServerAndForATokenFile() throws Exception {
        link.close();
        lease = new LeaseStatus(Clock.systemUTC(), Duration.ZERO, home.resolve("lease"));
        link = build(Optional.empty());
        server.down = true;
        start();
        server.tokens.add("late");
        Files.writeString(home.resolve("join.token"), "late\n");
        assertThat(lease.isHeld()).isFalse();
        server.down = false;
        until("lease", lease::isHeld);
    }

    @Test
    void nextStartNeedsNoToken() throws Exception {
        joined();
        link.close();
        lease = new LeaseStatus(Clock.systemUTC(), Duration.ZERO, home.resolve("lease"));
        link = build(Optional.of("one-time"));
        start();
        until("lease", lease::isHeld);
        assertThat(server.joins).hasSize(1);
    }

    @Test
    void rotatesInTimeAndSurvivesTheOldOnesEnd() throws Exception {
        server.rotateEvery = Duration.ofMillis(300);
        joined();
        until(
                "rotated",
                () -> Files.readString(home.resolve("agent/credential")).contains("yn_3_secret"));
        server.credentials.remove("yn_1_secret");
        server.credentials.remove("yn_2_secret");
        int before = server.leases.size();
        until("renewed with a new one", () -> server.leases.size() > before + 2);
        assertThat(link.standing()).isEqualTo("ok");
    }

    @Test
    void revokedCredentialIsSaidAndANewTokenLetsTheNodeInAgain() throws Exception {
        joined();
        server.credentials.clear();
        until("revoked", () -> link.standing().equals("revoked"));
        assertThat(link.credential()).isEmpty();
        server.tokens.add("second");
        Files.writeString(home.resolve("join.token"), "second");
        until("joined again", () -> link.standing().equals("ok") && server.joins.size() == 2);
        assertThat(hopeless).isNotDone();
    }

    @Test
    void refusedTokenIsNotTriedTwice() throws Exception {
        start();
        Files.writeString(home.resolve("join.token"), "good");
        server.tokens.add("good");
        until("lease", lease::isHeld);
        assertThat(server.joins)
                .singleElement()
                .satisfies(j -> assertThat(j.token()).isEqualTo("good"));
    }

    @Test
    void takenNameIsHopelessAndSaysWhatToDo() throws Exception {
        server.joinProblem = Optional.of(Problem.of(ProblemType.ALREADY_EXISTS, "There is a node named 'n1'."));
        start();
        assertThat(hopeless.join().line()).contains("'n1'").contains("YARD_NODE_NAME");
    }

    @Test
    void serverThatIsAwayChangesNothingAndIsToldTheWholeStateAfterwards() throws Exception {
        joined();
        until("reported", () -> !server.observations.isEmpty());
        server.down = true;
        until("failing", () -> lease.failures() > 0);
        server.observations.clear();
        node.models = List.of("m1");
        server.down = false;
        link.changed();
        until("told", () -> !server.observations.isEmpty());
        assertThat(server.observations.getLast().heldModels()).containsExactly("m1");
    }

    @Test
    void newAssignmentArrivesByLongPoll() throws Exception {
        joined();
        until("asked", () -> node.nothing);
        server.assign(List.of(), List.of());
        until("taken", () -> node.version == 1);
        server.assign(List.of(), List.of());
        until("taken", () -> node.version == 2);
    }

    @Test
    void logsArriveOnceAndInOrder() throws Exception {
        node.log(home.resolve("i1"), "one\ntwo\n");
        joined();
        until("logs", () -> !server.logs.isEmpty());
        node.log(home.resolve("i1"), "three\n");
        until("more", () -> server.logs.stream().mapToInt(b -> b.lines().size()).sum() == 3);
        assertThat(server.logs.stream().flatMap(b -> b.lines().stream()).map(l -> l.text()))
                .containsExactly("one", "two", "three");
    }
}
