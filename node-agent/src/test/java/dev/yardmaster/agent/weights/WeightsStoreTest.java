package dev.yardmaster.agent.weights;

import static dev.yardmaster.agent.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.Assigned;
import dev.yardmaster.agent.MovedClock;
import dev.yardmaster.agent.weights.transfer.ChunkView;
import dev.yardmaster.agent.weights.transfer.WeightsProblem;
import dev.yardmaster.agent.weights.transfer.WeightsProblem.Kind;
import dev.yardmaster.contract.agent.AgentEvent;
import dev.yardmaster.contract.agent.AssignedModel;
import dev.yardmaster.contract.agent.WeightsObservation;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.deployment.InstanceReason;
import dev.yardmaster.contract.weights.WeightsState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsStoreTest {
    private static final byte[] CONFIG = {1, 2};

    @TempDir
    Path root;

    private final MovedClock clock = new MovedClock();
    private final AssignedModel model = Assigned.model(
            "m1", Assigned.file("config.json", CONFIG), Assigned.file("sub/tiny.gguf", Assigned.CONTENT));
    private StoreHost host;
    private WeightsStore store;

    @BeforeEach
    void open() throws IOException {
        host = new StoreHost(root, clock);
        host.origin.files.put("config.json", CONFIG);
        host.origin.files.put("sub/tiny.gguf", Assigned.CONTENT);
        store = host.store(() -> {});
    }

    @AfterEach
    void close() throws IOException {
        store.close();
        host.close();
    }

    private void reopen() throws IOException {
        store.close();
        store = host.store(() -> {});
    }

    private void want(AssignedModel... models) {
        store.want(List.of(models), Set.of());
    }

    private List<String> held() {
        return store.observations().stream()
                .filter(o -> o.state() == WeightsState.HELD)
                .map(WeightsObservation::modelKey)
                .toList();
    }

    private void untilHeld(String... keys) throws Exception {
        until("held " + List.of(keys), () -> held().equals(List.of(keys)));
    }

    private ModelStatus.Failed failed(String key) throws Exception {
        until("failed", () -> store.status(key) instanceof ModelStatus.Failed);
        return (ModelStatus.Failed) store.status(key);
    }

    private List<AgentEvent.Type> happened() {
        return host.events.next(100).stream().map(AgentEvent::type).toList();
    }

    private AssignedModel random(String key, int length, String commit) {
        byte[] content = new byte[length];
        new Random(key.hashCode()).nextBytes(content);
        host.origin.files.put(key + ".bin", content);
        AssignedModel m = Assigned.model(key, Assigned.file(key + ".bin", content));
        return new AssignedModel(m.key(), "demo/" + key, commit, m.files());
    }

    private AssignedModel held(String key, int length) throws Exception {
        AssignedModel m = random(key, length, "c1");
        want(m);
        until(key + " held", () -> held().contains(key));
        clock.move(Duration.ofMinutes(1));
        return m;
    }

    @Test
    void isLaidOutAsAHuggingFaceCache() throws Exception {
        want(model);
        untilHeld("m1");
        Path snapshot = root.resolve("hub/models--demo--tiny/snapshots/c0ffee");
        assertThat(store.status("m1")).isEqualTo(new ModelStatus.Held(snapshot, snapshot.resolve("sub/tiny.gguf")));
        assertThat(root.resolve("hub/models--demo--tiny/refs/main")).hasContent("c0ffee");
        assertThat(snapshot.resolve("sub/tiny.gguf"))
                .hasBinaryContent(Assigned.CONTENT)
                .isSymbolicLink();
        assertThat(Files.readSymbolicLink(snapshot.resolve("sub/tiny.gguf"))).isRelative();
        assertThat(root.resolve("blobs").resolve(Assigned.sha256(Assigned.CONTENT)))
                .hasBinaryContent(Assigned.CONTENT);
        assertThat(root.resolve("partial")).isEmptyDirectory();
        until("it is told once", () -> happened().equals(List.of(AgentEvent.Type.WEIGHTS_HELD)));
    }

    @Test
    void appearsWholeOrNotAtAll() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        host.origin.behaviour = a -> {
            if (a.path().endsWith(".gguf")) {
                await(gate);
            }
            a.well();
        };
        want(model);
        until("half-way", () -> Files.exists(root.resolve("blobs").resolve(Assigned.sha256(CONFIG))));
        assertThat(root.resolve("hub")).isEmptyDirectory();
        assertThat(store.observations().getFirst().state()).isEqualTo(WeightsState.FETCHING);
        assertThat(store.observations().getFirst().progress().done()).isEqualTo(CONFIG.length);
        gate.countDown();
        untilHeld("m1");
    }

    private static void await(CountDownLatch gate) throws IOException {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Test
    void identicalFilesAreKeptAndFetchedOnce() throws Exception {
        AssignedModel twin = Assigned.model(
                "m2", Assigned.file("other/name.gguf", Assigned.CONTENT), Assigned.file("copy.gguf", Assigned.CONTENT));
        want(model, new AssignedModel("m2", "demo/twin", "c1", twin.files()));
        untilHeld("m1", "m2");
        assertThat(root.resolve("blobs").toFile().list()).hasSize(2);
        assertThat(host.origin.sent.get()).isEqualTo(CONFIG.length + Assigned.CONTENT.length);
        assertThat(root.resolve("hub/models--demo--twin/snapshots/c1/copy.gguf"))
                .hasBinaryContent(Assigned.CONTENT);
    }

    @Test
    void otherFilesOfTheSameCommitGetADirectoryOfTheirOwn() throws Exception {
        want(model);
        untilHeld("m1");
        want(model, Assigned.model("m2", Assigned.file("config.json", CONFIG)));
        untilHeld("m1", "m2");
        Path second = ((ModelStatus.Held) store.status("m2")).directory();
        assertThat(second.resolve("sub")).doesNotExist();
        assertThat(root.resolve("hub/models--demo--tiny/snapshots/c0ffee/sub/tiny.gguf"))
                .exists();
    }

    @Test
    void digestsThatNobodyKnewAreLearnedAndTold() throws Exception {
        want(Assigned.model("m1", new ModelFile("sub/tiny.gguf", Assigned.CONTENT.length, "", "etag:\"v1\"")));
        untilHeld("m1");
        until("ready to be told", () -> store.verified().report().isPresent());
        var report = store.verified().report().orElseThrow();
        assertThat(report.files().getFirst().sha256()).isEqualTo(Assigned.sha256(Assigned.CONTENT));
        assertThat(report.files().getFirst().chunks()).containsExactly(Assigned.sha256(Assigned.CONTENT));
        store.verified().told(report);
        reopen();
        assertThat(held()).containsExactly("m1");
        assertThat(store.verified().report()).isEmpty();
    }

    @Test
    void heldSurvivesRestartsAndATruncatedFileDoesNot() throws Exception {
        want(model);
        untilHeld("m1");
        reopen();
        assertThat(held()).containsExactly("m1");
        store.close();
        Files.write(root.resolve("blobs").resolve(Assigned.sha256(CONFIG)), new byte[] {1});
        store = host.store(() -> {});
        assertThat(held()).isEmpty();
        assertThat(root.resolve("hub/models--demo--tiny/snapshots/c0ffee")).doesNotExist();
        want(model);
        untilHeld("m1");
    }

    @Test
    void whatALostMachineNeverFlushedIsHashedAgainBeforeItCounts() throws Exception {
        want(model);
        untilHeld("m1");
        store.close();
        Path manifest = root.resolve("models/m1.json");
        Files.writeString(
                manifest,
                Files.readString(manifest)
                        .replaceAll("\"unflushedSince\":\"[^\"]*\"", "\"unflushedSince\":\"boot-1\""));
        Files.write(root.resolve("blobs").resolve(Assigned.sha256(CONFIG)), new byte[] {9, 9});
        host.boot = "boot-2";
        long before = host.origin.sent.get();
        store = host.store(() -> {});
        assertThat(held()).isEmpty();
        want(model);
        untilHeld("m1");
        assertThat(host.origin.sent.get() - before).isEqualTo(CONFIG.length);
        assertThat(root.resolve("blobs").resolve(Assigned.sha256(CONFIG))).hasBinaryContent(CONFIG);
    }

    @Test
    void unassignedStaysUntilTheRoomIsNeeded() throws Exception {
        host.quota = 2500;
        reopen();
        held("a", 1000);
        held("b", 1000);
        want();
        assertThat(held()).containsExactly("a", "b");
        assertThat(store.store().usedBytes()).isEqualTo(2000);
        assertThat(store.store().evictableBytes()).isEqualTo(2000);
        held("c", 1000);
        assertThat(held()).containsExactly("b", "c");
        assertThat(root.resolve("blobs").toFile().list()).hasSize(2);
        assertThat(store.evictions()).isEqualTo(1);
        AgentEvent evicted = host.events.next(100).stream()
                .filter(e -> e.type() == AgentEvent.Type.WEIGHTS_EVICTED)
                .findFirst()
                .orElseThrow();
        assertThat(evicted.modelKey()).isEqualTo("a");
        assertThat(evicted.sentence()).contains("demo/a", "unused since", "room was needed");
    }

    @Test
    void assignedAndUsedModelsAreSparedAndTheRefusalSaysSo() throws Exception {
        host.quota = 2500;
        reopen();
        AssignedModel a = held("a", 1000);
        held("b", 1000);
        AssignedModel c = random("c", 1000, "c1");
        store.want(List.of(a, c), Set.of("b"));
        assertThat(failed("c").reason()).isEqualTo(InstanceReason.DISK_FULL);
        assertThat(failed("c").sentence()).contains("quota", "needed");
        assertThat(held()).containsExactly("a", "b");
        assertThat(host.asked).noneMatch(r -> r.modelKey().equals("c"));
    }

    @Test
    void fullDiskIsSaidBeforeAnythingIsFetched() throws Exception {
        host.usable.set(model.bytes() + 999);
        want(model);
        assertThat(failed("m1").reason()).isEqualTo(InstanceReason.DISK_FULL);
        assertThat(failed("m1").sentence()).contains("needs 1 MiB").contains("reserve");
        assertThat(host.origin.requests).isEmpty();
        host.usable.set(model.bytes() + 1000);
        untilHeld("m1");
    }

    @Test
    void aboveTheHighWaterMarkUnneededModelsGo() throws Exception {
        held("a", 1000);
        AssignedModel b = held("b", 1000);
        host.total.set(100_000);
        host.usable.set(5_000);
        want(b);
        held("c", 0);
        until("a gone", () -> !held().contains("a"));
        assertThat(host.events.next(100)).anyMatch(e -> e.sentence().contains("fuller than 90 %"));
    }

    @Test
    void corruptFilesAreFetchedOnceMoreAndThenSaidWithBothDigests() throws Exception {
        host.origin.files.put("config.json", new byte[] {1, 3});
        want(model);
        ModelStatus.Failed failed = failed("m1");
        assertThat(failed.reason()).isEqualTo(InstanceReason.DIGEST_MISMATCH);
        assertThat(failed.sentence()).contains(Assigned.sha256(CONFIG), Assigned.sha256(new byte[] {1, 3}));
        assertThat(root.resolve("hub")).isEmptyDirectory();
        assertThat(store.observations().getFirst().state()).isEqualTo(WeightsState.FAILED);
    }

    @Test
    void unknownLocationsAreAReason() throws Exception {
        host.lost = Optional.of(new WeightsProblem(Kind.REFUSED, "not assigned to this node"));
        want(model);
        assertThat(failed("m1"))
                .isEqualTo(new ModelStatus.Failed(InstanceReason.WEIGHTS_UNAVAILABLE, "not assigned to this node"));
    }

    @Test
    void damagedFilesAreFoundTakenOutAndFetchedAgain() throws Exception {
        host.scrubEvery = Duration.ofDays(7);
        reopen();
        want(model);
        untilHeld("m1");
        Path blob = root.resolve("blobs").resolve(Assigned.sha256(CONFIG));
        Files.write(blob, new byte[] {7, 7});
        clock.move(Duration.ofDays(8));
        reopen();
        until("found", () -> happened().contains(AgentEvent.Type.WEIGHTS_DAMAGED));
        long before = host.origin.sent.get();
        want(model);
        untilHeld("m1");
        assertThat(blob).hasBinaryContent(CONFIG);
        until(
                "all of it told",
                () -> happened()
                        .equals(List.of(
                                AgentEvent.Type.WEIGHTS_HELD,
                                AgentEvent.Type.WEIGHTS_DAMAGED,
                                AgentEvent.Type.WEIGHTS_REPAIRED)));
        assertThat(host.origin.sent.get() - before).isEqualTo(CONFIG.length);
    }

    @Test
    void aKeyWhoseFilesTurnOutToBeOthersIsFetchedAnew() throws Exception {
        want(Assigned.model("m1", new ModelFile("config.json", 2, "")));
        untilHeld("m1");
        host.origin.files.put("config.json", new byte[] {4, 4});
        AssignedModel corrected = Assigned.model("m1", Assigned.file("config.json", new byte[] {4, 4}));
        until("the other", () -> {
            want(corrected);
            return store.status("m1") instanceof ModelStatus.Held h && Files.readAllBytes(h.file())[0] == 4;
        });
    }

    @Test
    void whatWeDidNotMakeIsNeitherReplacedNorRemoved() throws Exception {
        Path theirs = root.resolve("hub/models--demo--tiny/snapshots/c0ffee/mine.txt");
        Files.createDirectories(theirs.getParent());
        Files.writeString(theirs, "not yours");
        want(model);
        assertThat(failed("m1").sentence()).contains("did not make");
        assertThat(theirs).hasContent("not yours");
    }

    @Test
    void directoriesOfTheEarlierLayoutGoAndOthersStay() throws Exception {
        Files.createDirectories(root.resolve("old/files"));
        Files.writeString(root.resolve("old/complete.json"), "{}");
        Files.createDirectories(root.resolve(".staging/x"));
        Files.createDirectories(root.resolve("mine"));
        reopen();
        assertThat(root.resolve("old")).doesNotExist();
        assertThat(root.resolve(".staging")).doesNotExist();
        assertThat(root.resolve("mine")).exists();
    }

    @Test
    void namesThatAreNotPlainStayInside() throws Exception {
        AssignedModel odd = Assigned.model("../../etc/tiny", Assigned.file("config.json", CONFIG));
        want(new AssignedModel(odd.key(), "../x/../../y", "../../z", odd.files()));
        until("held", () -> store.status(odd.key()) instanceof ModelStatus.Held);
        assertThat(((ModelStatus.Held) store.status(odd.key())).directory().normalize())
                .startsWith(root.resolve("hub"));
    }

    @Test
    void chunksOfHeldFilesAndOfThoseOnTheirWayCanBeRead() throws Exception {
        assertThat(store.view("m1", "config.json")).isEmpty();
        want(model);
        untilHeld("m1");
        try (ChunkView view = store.view("m1", "config.json").orElseThrow()) {
            ByteBuffer bytes = ByteBuffer.allocate(2);
            view.read(0, bytes);
            assertThat(bytes.array()).isEqualTo(CONFIG);
            assertThat(view.has(0)).isTrue();
            assertThat(view.has(1)).isFalse();
            assertThat(view.sha256(0)).contains(Assigned.sha256(CONFIG));
        }
    }

    @Test
    void whatInstancesWaitForComesFirst() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        host.origin.behaviour = a -> {
            await(gate);
            a.well();
        };
        AssignedModel ahead = random("ahead", 40 << 20, "c1");
        AssignedModel waited = random("waited", 40 << 20, "c1");
        store.want(List.of(ahead, waited), Set.of("waited"));
        until("four connections", () -> host.origin.requests.size() >= 4);
        gate.countDown();
        untilHeld("ahead", "waited");
        assertThat(host.origin.requests.stream()
                        .filter(r -> r.contains("ahead.bin") || r.contains("waited.bin"))
                        .toList()
                        .getLast())
                .contains("ahead.bin");
    }
}
