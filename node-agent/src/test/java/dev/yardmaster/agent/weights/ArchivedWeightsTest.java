package dev.yardmaster.agent.weights;

import static dev.yardmaster.agent.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.Assigned;
import dev.yardmaster.contract.agent.AssignedModel;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.TarMember;
import dev.yardmaster.contract.deployment.InstanceReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that lie within an archive whose digest is all that is known. */
class ArchivedWeightsTest {
    private static final int BEFORE_CONFIG = 512;
    private static final int CONFIG = 700;
    private static final int BEFORE_WEIGHTS = 2048;
    private static final int WEIGHTS = 9 << 20;

    @TempDir
    Path directory;

    private final byte[] archive = new byte[BEFORE_WEIGHTS + WEIGHTS + 1024];
    private StoreHost host;

    @BeforeEach
    void open() throws IOException {
        new Random(3).nextBytes(archive);
        host = new StoreHost(directory, Clock.systemUTC());
        serve(archive);
    }

    @AfterEach
    void close() throws IOException {
        host.close();
    }

    private void serve(byte[] bytes) {
        host.origin.files.put("config.json", bytes);
        host.origin.files.put("model.safetensors", bytes);
    }

    private ModelFile member(String path, int offset, int size) {
        TarMember member = new TarMember(Assigned.sha256(archive), archive.length, offset);
        return new ModelFile(path, size, "", member.pin());
    }

    private AssignedModel model() {
        return Assigned.model(
                "packed",
                member("model.safetensors", BEFORE_WEIGHTS, WEIGHTS),
                member("config.json", BEFORE_CONFIG, CONFIG));
    }

    private byte[] part(int offset, int size) {
        return Arrays.copyOfRange(archive, offset, offset + size);
    }

    private void untilHeld(WeightsStore store) throws Exception {
        until("held", () -> store.status("packed") instanceof ModelStatus.Held);
        Path snapshot = ((ModelStatus.Held) store.status("packed")).directory();
        assertThat(snapshot.resolve("model.safetensors")).hasBinaryContent(part(BEFORE_WEIGHTS, WEIGHTS));
        assertThat(snapshot.resolve("config.json")).hasBinaryContent(part(BEFORE_CONFIG, CONFIG));
    }

    @Test
    void comeAsRangesOfItAndAreKeptUnderTheirOwnDigests() throws Exception {
        try (WeightsStore store = host.store(() -> {})) {
            store.want(List.of(model()), Set.of());
            untilHeld(store);
            assertThat(directory.resolve("blobs").resolve(Assigned.sha256(part(BEFORE_WEIGHTS, WEIGHTS))))
                    .exists();
            assertThat(host.origin.sent.get()).isEqualTo(archive.length);
        }
    }

    @Test
    void whatTheModelLeavesOutIsReadForTheDigestAndNotKept() throws Exception {
        try (WeightsStore store = host.store(() -> {})) {
            store.want(List.of(Assigned.model("packed", member("config.json", BEFORE_CONFIG, CONFIG))), Set.of());
            until("held", () -> store.status("packed") instanceof ModelStatus.Held);
            try (var blobs = Files.list(directory.resolve("blobs"))) {
                assertThat(blobs).hasSize(1);
            }
        }
    }

    @Tag("slow")
    @Test
    void oneWrongByteAnywhereInTheArchiveIsRefusedUntilItIsRight() throws Exception {
        byte[] wrong = archive.clone();
        wrong[BEFORE_WEIGHTS + WEIGHTS / 2] ^= 1;
        serve(wrong);
        try (WeightsStore store = host.store(() -> {})) {
            store.want(List.of(model()), Set.of());
            until("refused", () -> store.status("packed") instanceof ModelStatus.Failed);
            ModelStatus.Failed failed = (ModelStatus.Failed) store.status("packed");
            assertThat(failed.reason()).isEqualTo(InstanceReason.DIGEST_MISMATCH);
            assertThat(failed.sentence()).contains("archive").contains(Assigned.sha256(archive));
            assertThat(directory.resolve("hub/models--demo--tiny/snapshots")).doesNotExist();
            serve(archive);
            untilHeld(store);
        }
    }

    @Test
    void aRegistryThatAnswersNoRangesIsReadAsAWhole() throws Exception {
        host.origin.behaviour = a -> a.whole();
        try (WeightsStore store = host.store(() -> {})) {
            store.want(List.of(model()), Set.of());
            untilHeld(store);
        }
    }

    @Test
    void aNewProcessGoesOnWhereTheLastOneEnded() throws Exception {
        int half = BEFORE_WEIGHTS + (8 << 20);
        host.origin.behaviour = a -> {
            if (a.to() > half) {
                a.status(503, "Retry-After: 1");
            } else {
                a.well();
            }
        };
        try (WeightsStore store = host.store(() -> {})) {
            store.want(List.of(model()), Set.of());
            until("two chunks", () -> host.origin.sent.get() >= 8 << 20);
        }
        host.origin.behaviour = a -> a.well();
        long before = host.origin.sent.get();
        try (WeightsStore store = host.store(() -> {})) {
            store.want(List.of(model()), Set.of());
            untilHeld(store);
            // A chunk may have been on its way when the first one ended.
            assertThat(host.origin.sent.get() - before).isLessThanOrEqualTo(archive.length - (4 << 20));
        }
    }
}
