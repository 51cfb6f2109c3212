package dev.yardmaster.agent.weights;

import static dev.yardmaster.agent.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.Assigned;
import dev.yardmaster.agent.weights.source.LocalFiles;
import dev.yardmaster.contract.agent.AssignedModel;
import dev.yardmaster.contract.agent.FileLocation;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.deployment.InstanceReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Weights that lie on the node or on a claim that is mounted there. */
class LocalWeightsTest {
    private static final int SIZE = 9 << 20;

    @TempDir
    Path directory;

    private final byte[] content = new byte[SIZE];
    private Path root;
    private Path file;
    private StoreHost host;

    @BeforeEach
    void open() throws IOException {
        new Random(7).nextBytes(content);
        root = Files.createDirectory(directory.resolve("claim"));
        file = Files.write(root.resolve("model.bin"), content);
        host = new StoreHost(directory.resolve("weights"), Clock.systemUTC());
        host.files = new LocalFiles(List.of(root), Map.of("models", root));
        host.where = path -> new FileLocation.Local("pvc:models/" + path);
    }

    @AfterEach
    void close() throws IOException {
        host.close();
    }

    private String pin() throws IOException {
        return "version:" + SIZE + "-" + Files.getLastModifiedTime(file).toMillis();
    }

    private static AssignedModel model(String pin) {
        return Assigned.model("local", new ModelFile("model.bin", SIZE, "", pin));
    }

    private void untilHeld(WeightsStore store) throws Exception {
        until("held", () -> store.status("local") instanceof ModelStatus.Held);
        assertThat(((ModelStatus.Held) store.status("local")).directory().resolve("model.bin"))
                .hasBinaryContent(content);
    }

    private void untilRefused(WeightsStore store, String why) throws Exception {
        until("failed", () -> store.status("local") instanceof ModelStatus.Failed);
        ModelStatus.Failed failed = (ModelStatus.Failed) store.status("local");
        assertThat(failed.sentence()).contains(why);
        assertThat(failed.reason()).isEqualTo(InstanceReason.WEIGHTS_UNAVAILABLE);
        assertThat(directory.resolve("weights/hub/models--demo--tiny/snapshots"))
                .doesNotExist();
    }

    private void refused(String pin, String why) throws Exception {
        try (WeightsStore store = host.store(() -> {})) {
            store.want(List.of(model(pin)), Set.of());
            untilRefused(store, why);
        }
    }

    @Test
    void areCopiedFromAClaim() throws Exception {
        try (WeightsStore store = host.store(() -> {})) {
            store.want(List.of(model(pin())), Set.of());
            untilHeld(store);
        }
    }

    @Test
    void areCopiedFromARootWhereNothingPinsThem() throws Exception {
        host.where = path -> new FileLocation.Local(root.resolve(path).toString());
        try (WeightsStore store = host.store(() -> {})) {
            store.want(List.of(model("")), Set.of());
            untilHeld(store);
        }
    }

    /** Its size stays, so that only its time tells. */
    @Tag("slow")
    @Test
    void oneThatWasOverwrittenSinceItWasPinnedIsRefusedUntilItIsTheOldOneAgain() throws Exception {
        String pin = pin();
        FileTime time = Files.getLastModifiedTime(file);
        byte[] other = content.clone();
        other[SIZE - 1] ^= 1;
        Files.write(file, other);
        Files.setLastModifiedTime(file, FileTime.fromMillis(time.toMillis() + 5));
        try (WeightsStore store = host.store(() -> {})) {
            store.want(List.of(model(pin)), Set.of());
            untilRefused(store, "its size or time is another");
            Files.write(file, content);
            Files.setLastModifiedTime(file, time);
            untilHeld(store);
        }
    }

    @Test
    void oneThatGrewOrShrankIsRefused() throws Exception {
        String pin = pin();
        Files.write(file, new byte[SIZE + 1]);
        refused(pin, "has " + (SIZE + 1) + " bytes, not the " + SIZE);
        Files.write(file, new byte[SIZE - 1]);
        refused(pin, "has " + (SIZE - 1) + " bytes, not the " + SIZE);
    }

    @Test
    @Tag("slow")
    void oneThatVanishedIsRefusedUntilItIsThere() throws Exception {
        String pin = pin();
        Path away = Files.move(file, directory.resolve("away"));
        try (WeightsStore store = host.store(() -> {})) {
            store.want(List.of(model(pin)), Set.of());
            untilRefused(store, "There is no file pvc:models/model.bin");
            Files.move(away, file);
            untilHeld(store);
        }
    }

    @Test
    void aLinkInsideOfTheRootIsFollowed() throws Exception {
        String pin = pin();
        Files.move(file, root.resolve("real.bin"));
        Files.createSymbolicLink(file, Path.of("real.bin"));
        try (WeightsStore store = host.store(() -> {})) {
            store.want(List.of(model(pin)), Set.of());
            untilHeld(store);
        }
    }

    @Test
    void whatLeadsOutOfTheRootIsRefused() throws Exception {
        String pin = pin();
        Path outside = Files.move(file, directory.resolve("outside.bin"));
        Files.createSymbolicLink(file, outside);
        refused(pin, "leads out of its claim");
        host.where = path -> new FileLocation.Local("pvc:models/../outside.bin");
        refused(pin, "leads out of its claim");
        host.where = path -> new FileLocation.Local("pvc:others/" + path);
        refused(pin, "The claim 'others' is not mounted on this node");
        host.where = path -> new FileLocation.Local(outside.toString());
        refused(pin, "is not below a directory that this node may read");
    }

    @Test
    void oneThatMayNotBeReadIsSaid() throws Exception {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(file), "this user may read everything");
        refused(pin(), "permission denied");
    }
}
