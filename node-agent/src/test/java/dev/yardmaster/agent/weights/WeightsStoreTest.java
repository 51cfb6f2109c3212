package dev.yardmaster.agent.weights;

import static dev.yardmaster.agent.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.Assigned;
import dev.yardmaster.agent.MovedClock;
import dev.yardmaster.agent.weights.transfer.WeightsProblem;
import dev.yardmaster.agent.weights.transfer.WeightsProblem.Kind;
import dev.yardmaster.contract.agent.AssignedModel;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.deployment.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsStoreTest {
    @TempDir
    Path root;

    private final FakeWeightsSource source = new FakeWeightsSource();
    private final MovedClock clock = new MovedClock();
    private final AtomicLong usable = new AtomicLong(1L << 40);
    private final AssignedModel model = Assigned.model(
            "m1", Assigned.file("config.json", new byte[] {1, 2}), Assigned.file("sub/tiny.gguf", Assigned.CONTENT));
    private WeightsStore store;

    @BeforeEach
    void open() {
        source.content.put("config.json", new byte[] {1, 2});
        source.content.put("sub/tiny.gguf", Assigned.CONTENT);
        store = reopen();
    }

    private WeightsStore reopen() {
        return new WeightsStore(
                new WeightsStore.Settings(root, _ -> usable.get(), 1000, Duration.ofMinutes(10)),
                source,
                clock,
                () -> {});
    }

    @AfterEach
    void close() {
        source.gate.countDown();
        store.close();
    }

    private void want(AssignedModel... models) {
        store.want(List.of(models), Set.of());
    }

    private ModelStatus.Failed failed() throws Exception {
        until("failed", () -> store.status("m1") instanceof ModelStatus.Failed);
        return (ModelStatus.Failed) store.status("m1");
    }

    @Test
    void appearsWholeOrNotAtAll() throws Exception {
        source.gate = new CountDownLatch(1);
        want(model);
        until("half-way", () -> store.status("m1").equals(new ModelStatus.Fetching(new Progress(1, model.bytes()))));
        assertThat(root.resolve("m1")).doesNotExist();
        assertThat(store.held()).isEmpty();

        source.gate.countDown();
        until("held", () -> store.held().equals(List.of("m1")));
        assertThat(store.status("m1"))
                .isEqualTo(new ModelStatus.Held(root.resolve("m1/files"), root.resolve("m1/files/sub/tiny.gguf")));
        assertThat(root.resolve("m1/files/sub/tiny.gguf")).hasBinaryContent(Assigned.CONTENT);
        assertThat(root.resolve("m1/files")).isDirectoryNotContaining("glob:**.partial");
    }

    @Test
    void twoWhoWantTheSameShareOneFetch() throws Exception {
        source.gate = new CountDownLatch(1);
        want(model, model);
        want(model);
        source.gate.countDown();
        until("held", () -> store.held().equals(List.of("m1")));
        assertThat(source.fetched).containsExactly("m1/config.json", "m1/sub/tiny.gguf");
    }

    @Test
    void fullDiskIsSaidWithNumbersBeforeAnythingIsFetched() throws Exception {
        usable.set(model.bytes() + 999);
        want(model);
        assertThat(failed().reason()).isEqualTo(InstanceReason.DISK_FULL);
        assertThat(failed().sentence()).contains("needs 1 MiB").contains("reserve");
        assertThat(source.fetched).isEmpty();

        usable.set(model.bytes() + 1000);
        until("held once there is room", () -> store.held().equals(List.of("m1")));
    }

    @Test
    void corruptFileIsFetchedOnceMoreAndThenFails() throws Exception {
        source.problems.add(new WeightsProblem(Kind.CORRUPT, "expected aa, got bb"));
        want(model);
        until("held", () -> store.held().equals(List.of("m1")));
        assertThat(source.fetched).startsWith("m1/config.json", "m1/config.json");
    }

    @Test
    void corruptTwiceIsSaidWithBothDigests() throws Exception {
        source.problems.add(new WeightsProblem(Kind.CORRUPT, "expected aa, got bb"));
        source.problems.add(new WeightsProblem(Kind.CORRUPT, "expected aa, got bb"));
        want(model);
        assertThat(failed()).isEqualTo(new ModelStatus.Failed(InstanceReason.DIGEST_MISMATCH, "expected aa, got bb"));
        assertThat(root.resolve("m1")).doesNotExist();
    }

    @Test
    void nextStoreGoesOnWithWholeFilesThatAreThere() throws Exception {
        Path staged = root.resolve(".staging/m1/files/config.json");
        Files.createDirectories(java.util.Objects.requireNonNull(staged.getParent()));
        Files.write(staged, new byte[] {1, 2});
        want(model);
        until("held", () -> store.held().equals(List.of("m1")));
        assertThat(source.fetched).containsExactly("m1/sub/tiny.gguf");
    }

    @Test
    void heldSurvivesARestartAndATruncatedFileDoesNot() throws Exception {
        want(model);
        until("held", () -> store.held().equals(List.of("m1")));
        store.close();
        store = reopen();
        assertThat(store.held()).containsExactly("m1");

        store.close();
        Files.write(root.resolve("m1/files/config.json"), new byte[] {1});
        store = reopen();
        assertThat(store.held()).isEmpty();
        want(model);
        until("held again", () -> store.held().equals(List.of("m1")));
    }

    @Test
    void unassignedGoesAfterTheGraceUnlessInUse() throws Exception {
        want(model);
        until("held", () -> store.held().equals(List.of("m1")));
        store.want(List.of(), Set.of());
        clock.move(Duration.ofMinutes(9));
        store.want(List.of(), Set.of());
        assertThat(store.held()).containsExactly("m1");
        store.want(List.of(), Set.of("m1"));
        clock.move(Duration.ofMinutes(9));
        store.want(List.of(), Set.of());
        assertThat(store.held()).containsExactly("m1");
        clock.move(Duration.ofMinutes(10));
        store.want(List.of(), Set.of());
        assertThat(store.held()).isEmpty();
        assertThat(root.resolve("m1")).doesNotExist();
    }

    @Test
    void whatWeDidNotMakeIsNeitherReplacedNorRemoved() throws Exception {
        Files.createDirectories(root.resolve("m1"));
        Files.writeString(root.resolve("m1/mine.txt"), "not yours");
        want(model);
        assertThat(failed().reason()).isEqualTo(InstanceReason.WEIGHTS_UNAVAILABLE);
        assertThat(root.resolve("m1/mine.txt")).hasContent("not yours");
    }

    @Test
    void keyThatIsNoPlainNameStaysInside() throws Exception {
        AssignedModel odd = Assigned.model("../../etc/tiny", Assigned.file("config.json", new byte[] {1, 2}));
        want(odd);
        until("held", () -> store.held().equals(List.of("../../etc/tiny")));
        assertThat(((ModelStatus.Held) store.status("../../etc/tiny")).directory())
                .startsWith(root);
    }
}
