package dev.yardmaster.agent.engine.container;

import static dev.yardmaster.agent.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.Assigned;
import dev.yardmaster.agent.MovedClock;
import dev.yardmaster.agent.engine.ContainerPlans;
import dev.yardmaster.agent.engine.ContainerSupport;
import dev.yardmaster.agent.engine.Executables;
import dev.yardmaster.agent.engine.Preparation;
import dev.yardmaster.agent.engine.Programs;
import dev.yardmaster.agent.platform.Backoff;
import dev.yardmaster.contract.agent.EngineExecutable;
import dev.yardmaster.contract.agent.Launch;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.Progress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagePullsTest {
    private static final String NAME = "registry.example/tools/shell";
    private static final String REFERENCE = NAME + "@" + ContainerPlans.DIGEST;

    @TempDir
    Path home;

    private final MovedClock clock = new MovedClock();
    private DockerStandIn docker;
    private ContainerSupport support = _ -> Optional.empty();
    private Optional<Path> registryAuth = Optional.empty();
    private Optional<Preparation> pulls = Optional.empty();

    @BeforeEach
    void docker() throws Exception {
        docker = new DockerStandIn(home.resolve("docker.sock"));
        docker.registry.put(REFERENCE, List.of(REFERENCE));
    }

    @AfterEach
    void end() throws Exception {
        docker.close();
    }

    private Preparation.Status status() {
        if (pulls.isEmpty()) {
            var executables = new Executables(Optional.empty(), new Programs("/usr/bin:/bin"), support);
            var pace = new ImagePulls.Pace(new Backoff(Duration.ofMillis(1), Duration.ofMillis(2)), clock);
            pulls = Optional.of(new ImagePulls(new EngineApi(docker.socket()), executables, registryAuth, pace));
        }
        return pulls.get().status(launch(ContainerPlans.image(ContainerPlans.IMAGE, ContainerPlans.DIGEST)));
    }

    private static Launch launch(EngineExecutable executable) {
        Launch base = Assigned.running("i1", "m1").launch();
        return Launch.plain("fake", executable, List.of(), Map.of(), "", base.startup(), base.checks());
    }

    private Preparation.Refused refusal() throws Exception {
        until("refused", () -> status() instanceof Preparation.Refused);
        return status() instanceof Preparation.Refused refused
                ? refused
                : new Preparation.Refused(InstanceReason.CREATED, "", false);
    }

    @Test
    void pulledOnceHoweverOftenAskedWithItsProgress() throws Exception {
        docker.pullMayGoOn = new CountDownLatch(1);
        assertThat(status()).isInstanceOf(Preparation.Pulling.class);
        until(
                "progress",
                () -> status() instanceof Preparation.Pulling(String sentence, Progress progress)
                        && sentence.equals("Pulling the image " + REFERENCE + ".")
                        && progress.equals(new Progress(400, 1500)));
        docker.pullMayGoOn.countDown();
        until("ready", () -> status() instanceof Preparation.Ready);
        assertThat(docker.pulls).hasValue(1);
        assertThat(docker.images).containsKey(REFERENCE);
    }

    @Test
    void anImageThatIsThereIsNotPulled() {
        docker.images.put(REFERENCE, List.of(REFERENCE));
        assertThat(status()).isInstanceOf(Preparation.Ready.class);
        assertThat(docker.pulls).hasValue(0);
    }

    @Test
    void passingTroubleIsTriedAgain() throws Exception {
        docker.failingPulls.set(3);
        until("ready", () -> status() instanceof Preparation.Ready);
        assertThat(docker.pulls).hasValue(4);
    }

    @Test
    void lastingTroubleIsToldAndTriedAnewAfterARest() throws Exception {
        docker.failingPulls.set(5);
        assertThat(refusal().reason()).isEqualTo(InstanceReason.IMAGE_UNAVAILABLE);
        assertThat(refusal().sentence()).contains("TLS handshake timeout");
        assertThat(docker.pulls).hasValue(5);
        clock.move(Duration.ofMinutes(1));
        until("ready", () -> status() instanceof Preparation.Ready);
    }

    @Test
    void anImageThatNobodyHasIsAskedForOnce() throws Exception {
        docker.registry.clear();
        assertThat(refusal())
                .isEqualTo(new Preparation.Refused(
                        InstanceReason.IMAGE_UNAVAILABLE,
                        "The image " + REFERENCE + " cannot be pulled: manifest for " + REFERENCE
                                + " not found: manifest unknown",
                        true));
        assertThat(docker.pulls).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({
        "'write /var/lib/docker/tmp/x: no space left on device', DISK_FULL",
        "'pull access denied for tools/shell, repository does not exist or may require docker login', IMAGE_UNAVAILABLE"
    })
    void whatGoesWrongInTheMiddleHasItsReason(String said, InstanceReason reason) throws Exception {
        docker.pullError = said;
        assertThat(refusal().reason()).isEqualTo(reason);
        assertThat(refusal().sentence()).contains(said);
        assertThat(docker.pulls).hasValue(1);
    }

    @Test
    void anotherDigestIsRefused() throws Exception {
        docker.registry.put(REFERENCE, List.of(NAME + "@sha256:" + "00".repeat(32)));
        assertThat(refusal().reason()).isEqualTo(InstanceReason.IMAGE_NOT_ALLOWED);
        assertThat(refusal().lasting()).isTrue();
    }

    @Test
    void credentialsGoToTheirRegistryAndNowhereElse() throws Exception {
        Path file = home.resolve("config.json");
        String pair = Base64.getEncoder().encodeToString("ada:pass:word".getBytes(StandardCharsets.UTF_8));
        Files.writeString(file, "{\"auths\":{\"registry.example\":{\"auth\":\"" + pair + "\"}}}");
        registryAuth = Optional.of(file);
        until("ready", () -> status() instanceof Preparation.Ready);
        String sent = new String(Base64.getUrlDecoder().decode(docker.credentials.getFirst()), StandardCharsets.UTF_8);
        assertThat(sent)
                .isEqualTo("{\"username\":\"ada\",\"password\":\"pass:word\",\"serveraddress\":\"registry.example\"}");
        assertThat(RegistryAuth.of(file, "ghcr.io")).isEmpty();
        assertThat(RegistryAuth.of(file, "registry.example").orElseThrow().toString())
                .doesNotContain("pass")
                .doesNotContain(pair);
    }

    @Test
    void credentialsThatCannotBeReadAreSaid() throws Exception {
        registryAuth = Optional.of(Files.writeString(home.resolve("config.json"), "not json"));
        assertThat(refusal().sentence()).contains("YARD_REGISTRY_AUTH");
        assertThat(docker.pulls).hasValue(0);
    }

    @Test
    void aDaemonThatIsAwayIsSaid() throws Exception {
        docker.down();
        assertThat(refusal().sentence()).contains("no answer");
    }

    @Test
    void anImageThatMayNotBeStartedIsNotPulled() throws Exception {
        support = new ImageRules(List.of("docker.io/vllm/*"), false)::refusal;
        assertThat(refusal().reason()).isEqualTo(InstanceReason.IMAGE_NOT_ALLOWED);
        assertThat(docker.pulls).hasValue(0);
    }
}
