package dev.yardmaster.agent.weights;

import dev.yardmaster.agent.weights.store.Manifest;
import dev.yardmaster.agent.weights.store.Manifest.StoredFile;
import dev.yardmaster.agent.weights.store.ModelStore;
import dev.yardmaster.agent.weights.transfer.Content;
import dev.yardmaster.agent.weights.transfer.Job;
import dev.yardmaster.agent.weights.transfer.TransferEngine;
import dev.yardmaster.agent.weights.transfer.WeightsProblem;
import dev.yardmaster.agent.weights.transfer.WeightsProblem.Kind;
import dev.yardmaster.contract.agent.AssignedModel;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.deployment.Progress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Brings all files of one model and publishes them; one attempt after another, each going on where the last one ended. */
final class ModelFetch {
    private final AssignedModel model;
    private final Map<String, Content> contents = new LinkedHashMap<>();
    private final Tools tools;
    private volatile Optional<Job> job = Optional.empty();
    private volatile long there;
    private volatile long fromOriginBefore;
    private volatile long fromPeersBefore;
    private volatile int priority;

    /** @param room makes room for so many bytes that this model still lacks */
    record Tools(ModelStore store, TransferEngine engine, Places places, LongConsumer room) {}

    ModelFetch(AssignedModel model, int priority, Tools tools) {
        this.model = model;
        this.priority = priority;
        this.tools = tools;
        model.files().forEach(f -> {
            Content content = Content.of(model.key(), f);
            contents.putIfAbsent(content.id(), content);
        });
    }

    AssignedModel model() {
        return model;
    }

    Iterable<Content> contents() {
        return contents.values();
    }

    int priority() {
        return priority;
    }

    void priority(int wanted) {
        priority = wanted;
        job.ifPresent(j -> j.priority(wanted));
    }

    Progress progress() {
        long done = there + job.map(tools.engine()::bytes).orElse(0L);
        return new Progress(Math.min(model.bytes(), done), model.bytes());
    }

    long bytesPerSecond() {
        return job.map(j -> j.rate().bytesPerSecond()).orElse(0L);
    }

    long fromOrigin() {
        return fromOriginBefore + job.map(Job::fromOrigin).orElse(0L);
    }

    long fromPeers() {
        return fromPeersBefore + job.map(Job::fromPeers).orElse(0L);
    }

    boolean isUnderWay() {
        return job.isPresent();
    }

    /** Bytes that are still to come, as far as can be told. */
    long outstanding() {
        Progress progress = progress();
        return progress.total() - progress.done();
    }

    /** @throws WeightsProblem nothing is published then */
    Manifest run() throws InterruptedException {
        try {
            List<Content> missing = missing();
            if (!missing.isEmpty()) {
                tools.room().accept(missing.stream().mapToLong(Content::size).sum());
                fetch(missing);
            }
            new ArchiveCheck(tools.store(), tools.places()).verify(model.key(), contents.values());
            return publish();
        } catch (IOException e) {
            throw new WeightsProblem(Kind.DISK_FAILED, "The weights directory cannot be used: " + e.getMessage());
        }
    }

    private List<Content> missing() throws IOException {
        List<Content> missing = new ArrayList<>();
        long held = 0;
        for (Content content : contents.values()) {
            Optional<String> sha256 = tools.store().found(content);
            if (sha256.isPresent() && tools.store().has(sha256.get(), content.size())) {
                held += content.size();
            } else {
                missing.add(content);
            }
        }
        there = held;
        return missing;
    }

    private void fetch(List<Content> missing) throws InterruptedException {
        Job fetching = tools.engine()
                .submit(new Job.Request(
                        model.key(), priority, missing, () -> tools.places().locate(model.key(), missing)));
        job = Optional.of(fetching);
        try {
            fetching.await();
        } finally {
            tools.engine().cancel(fetching);
            fromOriginBefore += fetching.fromOrigin();
            fromPeersBefore += fetching.fromPeers();
            job = Optional.empty();
        }
    }

    private Manifest publish() throws IOException {
        List<StoredFile> files = new ArrayList<>();
        for (ModelFile file : model.files()) {
            Content content = Content.of(model.key(), file);
            String sha256 =
                    tools.store().found(content).orElseThrow(() -> new IOException(file.path() + " is gone again"));
            files.add(new StoredFile(file.path(), file.size(), sha256));
        }
        return tools.store().publish(model.key(), model.repository(), model.commit(), files);
    }
}
