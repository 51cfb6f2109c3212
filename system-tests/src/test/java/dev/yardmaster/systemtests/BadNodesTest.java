package dev.yardmaster.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.cli.process.Waiting;
import dev.yardmaster.contract.deployment.Condition;
import dev.yardmaster.contract.deployment.Instance;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.InstanceState;
import dev.yardmaster.systemtests.world.ExtraAgent;
import dev.yardmaster.systemtests.world.Manifests;
import dev.yardmaster.systemtests.world.Repository;
import dev.yardmaster.systemtests.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What goes wrong on a node: the instance says why, and nothing half-done stays. */
@ExtendWith(SharedWorld.class)
class BadNodesTest {
    private static final Path GGUF = Repository.demoModels().resolve("tiny-chat/v1/tiny-chat-v1-f16.gguf");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final World world;

    BadNodesTest(World world) {
        this.world = world;
    }

    @Test
    void aWrongJoinTokenJoinsNothing(@TempDir Path home) {
        try (ExtraAgent agent = ExtraAgent.started(world, "stranger", home, "yk_0000000000_" + "x".repeat(43))) {
            awaitLog(agent, "token");
            assertThat(world.api().get("nodes").toString()).doesNotContain("stranger");
            assertThat(home.resolve("agent/credential")).doesNotExist();
        }
    }

    @Test
    void aRevokedNodeSaysSoAndIsNotTakenAnyMore(@TempDir Path home) {
        try (ExtraAgent agent = ExtraAgent.joined(world, "revoked", home)) {
            world.api().delete("nodes/revoked");
            Waiting.until(
                    "the agent knowing",
                    PATIENCE,
                    () -> agent.health().contains("revoked")
                            ? Waiting.Look.found(true)
                            : Waiting.Look.notYet(agent.health()));
            assertThat(world.api().get("nodes").toString()).doesNotContain("\"revoked\"");
        }
    }

    @Test
    void weightsWithAnotherDigestAreNeverPublished(@TempDir Path files) throws Exception {
        byte[] weights = Arrays.copyOf(Files.readAllBytes(GGUF), (int) Files.size(GGUF) + 16);
        String sha256 = push("tests/corrupt", files, weights);
        world.apply(Manifests.modelFrom("corrupt", "hub://tests/corrupt/model.gguf"));
        Path blob = blob(sha256);
        weights[weights.length / 2] ^= 1;
        Files.write(blob, weights);
        world.apply(Manifests.deployment("corrupt", "corrupt", 1));
        Condition condition = failed("corrupt", InstanceReason.DIGEST_MISMATCH);
        assertThat(condition.sentence()).contains(sha256).contains(sha256(weights));
        assertThat(published(weights.length)).isEmpty();
        remove("corrupt");
    }

    @Test
    void anEngineThatDiesWhileLoadingIsFailedAndTriedAgainWithPauses(@TempDir Path files) throws Exception {
        push("tests/truncated", files, Arrays.copyOf(Files.readAllBytes(GGUF), 1_500_000));
        world.apply(Manifests.modelFrom("truncated", "hub://tests/truncated/model.gguf") + "---\n"
                + Manifests.deployment("truncated", "truncated", 1));
        Condition condition = failed("truncated", InstanceReason.MODEL_UNSUPPORTED);
        assertThat(condition.sentence()).isNotBlank();
        Instance instance = world.instances("truncated").getFirst();
        assertThat(world.openAi()
                        .post(
                                "/v1/chat/completions",
                                "{\"model\": \"truncated\", \"messages\": [{\"role\": \"user\", \"content\": \"x\"}]}")
                        .status())
                .isEqualTo(503);
        remove("truncated");
        assertThat(world.engines().of(instance.id())).isEmpty();
    }

    @Test
    void aFullDiskIsNamed(@TempDir Path home) throws Exception {
        Path agentHome = Files.createDirectories(home.resolve("agent"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=80m", "tmpfs", agentHome.toString()),
                "a small file system cannot be mounted here, which needs root");
        try (ExtraAgent agent = ExtraAgent.joined(world, "full", home)) {
            Files.write(agent.home().resolve("agent/filler"), new byte[78 << 20]);
            world.apply(Manifests.model("full", "v2-good") + "---\n" + Manifests.deploymentOn("full", "full", "full"));
            fullDiskIsBlamed();
            try (Stream<Path> left = Files.walk(agentHome)) {
                assertThat(left.filter(p -> p.toString().endsWith(".gguf"))).isEmpty();
            }
            remove("full");
        } finally {
            run("umount", "-l", agentHome.toString());
        }
    }

    /** By the planner where the node has told of its full disk by then, otherwise by the node. */
    private void fullDiskIsBlamed() {
        Waiting.until("somebody blaming the full disk", PATIENCE, () -> {
            List<Instance> all = world.instances("full");
            return all.stream()
                    .map(Instance::condition)
                    .filter(c -> c.reason() == InstanceReason.DISK_FULL
                                    && c.sentence().contains("file system has")
                            || c.reason() == InstanceReason.NOTHING_FITS
                                    && c.sentence().contains("on disk for the weights"))
                    .findFirst()
                    .map(Waiting.Look::found)
                    .orElseGet(() -> Waiting.Look.notYet(all.toString()));
        });
    }

    private String push(String repository, Path directory, byte[] weights) throws Exception {
        Files.write(directory.resolve("model.gguf"), weights);
        world.push(repository, directory);
        return sha256(weights);
    }

    private Condition failed(String deployment, InstanceReason reason) {
        return Waiting.until(deployment + " failing with " + reason, PATIENCE, () -> {
            List<Instance> all = world.instances(deployment);
            return all.stream()
                    .map(Instance::condition)
                    .filter(c -> c.state() == InstanceState.FAILED && c.reason() == reason)
                    .findFirst()
                    .map(Waiting.Look::found)
                    .orElseGet(() -> Waiting.Look.notYet(all.toString()));
        });
    }

    /** The deployment is gone only when its instances are. */
    private void remove(String deployment) {
        world.api().delete("deployments/" + deployment);
        Waiting.until(deployment + " being gone", PATIENCE, () -> {
            String left = world.api().get("deployments").toString();
            return left.contains("\"" + deployment + "\"") ? Waiting.Look.notYet(left) : Waiting.Look.found(true);
        });
    }

    private Path blob(String sha256) throws IOException {
        try (Stream<Path> blobs = Files.walk(world.settings().home().resolve("server/hub"))) {
            return blobs.filter(p -> p.getFileName().toString().equals(sha256))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Weights files of that size which the agent shows to engines. */
    private List<Path> published(long size) throws IOException {
        try (Stream<Path> files = Files.walk(world.settings().home().resolve("agent"))) {
            return files.filter(
                            p -> p.toString().endsWith(".gguf") && p.toFile().length() == size)
                    .toList();
        }
    }

    private static void awaitLog(ExtraAgent agent, String word) {
        Waiting.until(
                "the agent writing '" + word + "'",
                PATIENCE,
                () -> agent.child().lastLines().toString().contains(word)
                        ? Waiting.Look.found(true)
                        : Waiting.Look.notYet(agent.child().lastLines().toString()));
    }

    private static boolean run(String... command) throws Exception {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String sha256(byte[] bytes) throws Exception {
        return java.util.HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
