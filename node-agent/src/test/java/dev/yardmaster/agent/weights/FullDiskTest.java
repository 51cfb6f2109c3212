package dev.yardmaster.agent.weights;

import static dev.yardmaster.agent.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yardmaster.agent.Assigned;
import dev.yardmaster.contract.agent.AssignedModel;
import dev.yardmaster.contract.deployment.InstanceReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that said it had room, and has none half-way: somebody else wrote meanwhile. */
class FullDiskTest {
    @TempDir
    Path directory;

    private Path small;

    @BeforeEach
    void mount() throws Exception {
        small = Files.createDirectory(directory.resolve("small"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", small.toString()),
                "a small file system cannot be mounted here, which needs root");
    }

    @AfterEach
    void unmount() throws Exception {
        run("umount", "-l", small.toString());
    }

    private static boolean run(String... command) throws Exception {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void fullHalfWayIsSaidAndTheFetchGoesOnOnceThereIsRoom() throws Exception {
        byte[] content = new byte[12 << 20];
        new Random(5).nextBytes(content);
        byte[] little = {1, 2, 3};
        try (StoreHost host = new StoreHost(small.resolve("weights"), Clock.systemUTC())) {
            host.origin.files.put("big.bin", content);
            host.origin.files.put("little.bin", little);
            AssignedModel before = Assigned.model("before", Assigned.file("little.bin", little));
            AssignedModel big = Assigned.model("big", Assigned.file("big.bin", content));
            AssignedModel other = new AssignedModel("big", "demo/big", "c1", big.files());
            try (WeightsStore store = host.store(() -> {})) {
                store.want(List.of(before, other), Set.of());
                until("full", () -> store.status("big") instanceof ModelStatus.Failed);
                assertThat(((ModelStatus.Failed) store.status("big")).reason()).isEqualTo(InstanceReason.DISK_FULL);
                assertThat(small.resolve("weights/hub/models--demo--big/snapshots"))
                        .doesNotExist();
                assertThat(run("mount", "-o", "remount,size=64m", small.toString()))
                        .isTrue();
                until("held", () -> store.status("big") instanceof ModelStatus.Held);
                // A disk without any room may have kept even this one waiting.
                until("the other held", () -> store.status("before") instanceof ModelStatus.Held);
                assertThat(((ModelStatus.Held) store.status("big")).directory().resolve("big.bin"))
                        .hasBinaryContent(content);
            }
        }
    }
}
