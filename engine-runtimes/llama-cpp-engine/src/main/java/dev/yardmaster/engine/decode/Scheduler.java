package dev.yardmaster.engine.decode;

import dev.yardmaster.engine.decode.BatchPlan.Want;
import dev.yardmaster.engine.sampling.Choice;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Continuous batching, one step at a time. Confined to one thread; everything it decides, it decides by its state. */
final class Scheduler {
    /** Tokens of prompts in a call that also carries answers: bounds the pause between two tokens of an answer. */
    private static final int PROMPT_SHARE = 128;

    private final Backend backend;
    private final TokenPieces pieces;
    private final DecodeObserver observer;
    private final LongSupplier nanoTime;
    private final SlotTable slots;
    private final BatchRunner runner;
    private final Turns turns = new Turns();
    private final Deque<Generation> waiting = new ArrayDeque<>();
    private final Set<Lora> loras = new HashSet<>(Set.of(Lora.BASE));
    private final Map<Lora, Runnable> retired = new HashMap<>();
    private final float[] logits;
    private boolean closed;

    Scheduler(Backend backend, TokenPieces pieces, DecodeObserver observer, LongSupplier nanoTime) {
        this.backend = backend;
        this.pieces = pieces;
        this.observer = observer;
        this.nanoTime = nanoTime;
        this.slots = new SlotTable(backend.sequences());
        this.runner = new BatchRunner(backend);
        this.logits = new float[backend.vocabularySize()];
    }

    boolean busy() {
        return !waiting.isEmpty() || slots.busy().findAny().isPresent();
    }

    void submit(Generation generation) {
        if (closed) {
            observer.cancelled();
            generation.end(new GenerationEvent.Cancelled());
        } else if (loras.contains(generation.task().lora())) {
            waiting.addLast(generation);
        } else {
            generation.end(new GenerationEvent.AdapterGone());
        }
        report();
    }

    /** Stops a generation wherever it is; one that has ended already is left alone. */
    void cancel(Generation generation) {
        boolean found = waiting.remove(generation);
        for (Slot slot :
                slots.busy().filter(slot -> slot.generation() == generation).toList()) {
            slot.end(nanoTime.getAsLong());
            found = true;
        }
        if (found) {
            observer.cancelled();
            generation.end(new GenerationEvent.Cancelled());
            releaseRetired();
        }
        report();
    }

    /** Cancels everything, also what is submitted from now on. */
    void cancelAll() {
        closed = true;
        Stream.concat(List.copyOf(waiting).stream(), slots.busy().map(Slot::generation).toList().stream())
                .forEach(this::cancel);
    }

    void admit(Lora lora) {
        loras.add(lora);
    }

    /** No new generation may use the adapter; it is released when the last one that does has ended. */
    void retire(Lora lora, Runnable released) {
        if (loras.remove(lora)) {
            retired.put(lora, released);
            releaseRetired();
        }
    }

    /** Gives free slots to those who wait, and makes one decode call. */
    void step() {
        assign();
        List<Lora> ready = slots.busy().map(Slot::lora).distinct().toList();
        if (!ready.isEmpty()) {
            Lora lora = turns.next(ready);
            backend.use(lora);
            decode(slots.busy()
                    .filter(slot -> slot.lora() == lora)
                    .sorted(Comparator.comparingLong(slot -> slot.generation().arrived()))
                    .toList());
            releaseRetired();
        }
        report();
    }

    private void assign() {
        while (!waiting.isEmpty()) {
            GenerationTask task = waiting.getFirst().task();
            Optional<Slot> free = slots.bestFor(task.prompt(), task.lora());
            if (free.isEmpty()) {
                return;
            }
            begin(waiting.removeFirst(), free.get());
        }
    }

    private void begin(Generation generation, Slot slot) {
        int[] prompt = generation.task().prompt();
        int cached = slot.reusable(prompt, generation.task().lora());
        if (!backend.truncate(slot.id(), cached)) {
            backend.truncate(slot.id(), 0);
            cached = 0;
        }
        slot.begin(generation, cached);
        generation.began(cached);
        observer.began(prompt.length, cached);
    }

    private void decode(List<Slot> group) {
        List<Want> wants = group.stream()
                .map(slot -> new Want(slot.id(), slot.remaining()))
                .toList();
        try {
            BatchRunner.Run run = runner.run(wants, PROMPT_SHARE, slots.all());
            observer.decoded(run.size());
            run.rows().forEach((slot, row) -> chooseOrFail(slots.all().get(slot), row));
        } catch (DecodeException failure) {
            group.forEach(slot -> fail(slot, failure));
        }
    }

    /** What goes wrong with one answer must not end the others. */
    private void chooseOrFail(Slot slot, int row) {
        try {
            choose(slot, row);
        } catch (RuntimeException failure) {
            fail(slot, failure);
        }
    }

    private void choose(Slot slot, int row) {
        backend.logits(row, logits);
        Generation generation = slot.generation();
        Choice choice = generation.task().sampler().choose(logits);
        long now = nanoTime.getAsLong();
        boolean first = generation.generated() == 0;
        long gap = now - generation.tokenAt(now);
        if (first) {
            observer.firstToken(gap);
        } else {
            observer.nextToken(gap);
        }
        boolean roomLeft = slot.decoded() < backend.contextSize();
        Optional<FinishReason> finished = generation.accept(choice, pieces, roomLeft);
        if (finished.isPresent()) {
            slot.end(now);
            observer.finished(finished.get(), now - generation.arrived());
            generation.finish(finished.get());
        } else {
            slot.append(choice.token());
        }
    }

    private void fail(Slot slot, RuntimeException failure) {
        Generation generation = slot.generation();
        slot.end(nanoTime.getAsLong());
        forget(slot);
        observer.failed();
        generation.end(new GenerationEvent.Failed("decoding failed: " + failure.getMessage()));
    }

    private void releaseRetired() {
        Map.copyOf(retired).forEach((lora, released) -> {
            if (users(lora).findAny().isEmpty()) {
                slots.all().stream().filter(slot -> slot.lora() == lora).forEach(this::forget);
                turns.forget(lora);
                backend.release(lora);
                retired.remove(lora);
                released.run();
            }
        });
    }

    private void forget(Slot slot) {
        slot.forget();
        backend.truncate(slot.id(), 0);
    }

    private Stream<Generation> users(Lora lora) {
        return Stream.concat(waiting.stream(), slots.busy().map(Slot::generation))
                .filter(generation -> generation.task().lora() == lora);
    }

    private void report() {
        observer.load((int) slots.busy().count(), waiting.size(), slots.cachedTokens());
    }
}
