package dev.yardmaster.agent.weights;

import dev.yardmaster.agent.weights.transfer.WeightsProblem;
import dev.yardmaster.contract.agent.AssignedModel;
import dev.yardmaster.contract.catalog.ModelFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.LongConsumer;

/** Weights from memory; problems are given out one by one, and fetches can be held at a gate. */
final class FakeWeightsSource implements WeightsSource {
    final Map<String, byte[]> content = new ConcurrentHashMap<>();
    final Deque<WeightsProblem> problems = new ArrayDeque<>();
    final List<String> fetched = new CopyOnWriteArrayList<>();
    volatile CountDownLatch gate = new CountDownLatch(0);

    @Override
    public void fetch(AssignedModel model, ModelFile file, Path directory, LongConsumer progress) {
        fetched.add(model.key() + "/" + file.path());
        try {
            progress.accept(file.size() / 2);
            gate.await();
            synchronized (problems) {
                if (!problems.isEmpty()) {
                    throw problems.removeFirst();
                }
            }
            Path target = directory.resolve(file.path());
            Files.createDirectories(java.util.Objects.requireNonNull(target.getParent()));
            Files.write(target, content.getOrDefault(file.path(), new byte[0]));
            progress.accept(file.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new WeightsProblem(WeightsProblem.Kind.CANCELLED, "interrupted");
        }
    }
}
