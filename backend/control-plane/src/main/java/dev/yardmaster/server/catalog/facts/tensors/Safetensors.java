package dev.yardmaster.server.catalog.facts.tensors;

import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.server.catalog.facts.reading.ModelFiles;
import dev.yardmaster.server.catalog.facts.reading.Notes;
import dev.yardmaster.server.catalog.facts.reading.Unreadable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The tensors of a model in safetensors files, told by their headers alone. */
public final class Safetensors {
    private static final int PARALLEL = 8;

    private final ModelFiles files;
    private final Notes notes;

    public Safetensors(ModelFiles files, Notes notes) {
        this.files = files;
        this.notes = notes;
    }

    /** All of the model, or, as the notes then say, none: a part of the tensors would count for the whole. */
    public List<Tensor> tensors() {
        try {
            List<ModelFile> chosen = new WeightFiles(files, notes).ofModel();
            return read(chosen);
        } catch (Unreadable e) {
            notes.add(e.sentence());
            return List.of();
        }
    }

    /** Of these files, read at most eight at a time. */
    public List<Tensor> read(List<ModelFile> chosen) {
        HeaderBudget budget = new HeaderBudget();
        List<Callable<List<Tensor>>> calls = chosen.stream()
                .<Callable<List<Tensor>>>map(f -> () -> SafetensorsHeader.read(files, f, budget))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(
                PARALLEL, Thread.ofVirtual().name("facts-", 0).factory())) {
            return joined(threads, calls);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreadable("Reading the weights' headers was interrupted.", e);
        }
    }

    private static List<Tensor> joined(ExecutorService threads, List<Callable<List<Tensor>>> calls)
            throws InterruptedException {
        List<Future<List<Tensor>>> answers = calls.stream().map(threads::submit).toList();
        List<Tensor> all = new ArrayList<>();
        try {
            for (Future<List<Tensor>> answer : answers) {
                all.addAll(answer.get());
            }
            return all;
        } catch (ExecutionException e) {
            throw rethrown(e);
        } finally {
            answers.forEach(a -> a.cancel(true));
        }
    }

    private static RuntimeException rethrown(ExecutionException e) {
        return e.getCause() instanceof RuntimeException cause
                ? cause
                : new IllegalStateException("Reading the weights' headers failed", e.getCause());
    }
}
