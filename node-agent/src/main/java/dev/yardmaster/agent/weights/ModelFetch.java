package dev.yardmaster.agent.weights;

import dev.yardmaster.agent.weights.transfer.WeightsProblem;
import dev.yardmaster.agent.weights.transfer.WeightsProblem.Kind;
import dev.yardmaster.contract.agent.AssignedModel;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.deployment.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicLong;

/** Brings all files of one model and publishes them; one attempt, which goes on where the last one ended. */
final class ModelFetch {
    private final AssignedModel model;
    private final ModelDirectory directory;
    private final WeightsSource source;
    private final Room room;
    private final AtomicLong before = new AtomicLong();
    private final AtomicLong current = new AtomicLong();

    /** @param reserve bytes that are left to everything else on that file system */
    record Room(DiskSpace space, long reserve) {}

    ModelFetch(AssignedModel model, ModelDirectory directory, WeightsSource source, Room room) {
        this.model = model;
        this.directory = directory;
        this.source = source;
        this.room = room;
    }

    Progress progress() {
        return new Progress(Math.min(model.bytes(), before.get() + current.get()), model.bytes());
    }

    /** @throws WeightsProblem nothing is published then */
    void run() {
        try {
            Files.createDirectories(directory.stagedFiles());
            requireRoom();
            before.set(0);
            for (ModelFile file : model.files()) {
                current.set(0);
                fetch(file);
                before.addAndGet(file.size());
            }
            current.set(0);
            directory.publish(model);
        } catch (IOException e) {
            throw new WeightsProblem(Kind.DISK_FAILED, "The weights directory cannot be written: " + e.getMessage());
        }
    }

    private void fetch(ModelFile file) {
        if (directory.isStaged(file)) {
            return;
        }
        try {
            source.fetch(model, file, directory.stagedFiles(), current::set);
        } catch (WeightsProblem e) {
            if (e.kind() != Kind.CORRUPT) {
                throw e;
            }
            current.set(0);
            source.fetch(model, file, directory.stagedFiles(), current::set);
        }
    }

    private void requireRoom() throws IOException {
        long staged = model.files().stream().mapToLong(directory::staged).sum();
        long needed = model.bytes() - staged;
        long usable = room.space().usable(directory.stagedFiles());
        if (needed + room.reserve() > usable) {
            throw new WeightsProblem(
                    Kind.DISK_FULL,
                    "The model needs " + mebibytes(needed) + " MiB more and " + mebibytes(room.reserve())
                            + " MiB are kept in reserve, but the weights' file system has " + mebibytes(usable)
                            + " MiB left.");
        }
    }

    private static long mebibytes(long bytes) {
        return (bytes + (1 << 20) - 1) >> 20;
    }
}
