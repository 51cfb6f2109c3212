package dev.yardmaster.engine.decode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A backend without a model: the next token is a function of the adapter and of all tokens before. It refuses what a
 * real cache would suffer from: gaps in positions, and tokens decoded under another adapter.
 */
final class FakeBackend implements Backend {
    static final int VOCABULARY = 50;
    /** The token that ends an answer. */
    static final int END = 0;

    final List<Integer> batchSizes = new ArrayList<>();
    final List<String> used = new ArrayList<>();
    final List<Lora> released = new ArrayList<>();
    int room = Integer.MAX_VALUE;
    boolean broken;

    private final int contextSize;
    private final Map<Integer, List<Integer>> tokens = new HashMap<>();
    private final Map<Integer, List<Lora>> loras = new HashMap<>();
    private final Map<Integer, Integer> next = new HashMap<>();
    private final int sequences;
    private Lora lora = Lora.BASE;

    FakeBackend(int contextSize, int sequences) {
        this.contextSize = contextSize;
        this.sequences = sequences;
    }

    /** What the model answers after these tokens. */
    static int next(Lora lora, List<Integer> before) {
        return Math.floorMod(Objects.hash(lora.name(), before) * 31 >> 3, VOCABULARY);
    }

    @Override
    public int contextSize() {
        return contextSize;
    }

    @Override
    public int sequences() {
        return sequences;
    }

    @Override
    public int batchCapacity() {
        return 32;
    }

    @Override
    public int vocabularySize() {
        return VOCABULARY;
    }

    @Override
    public void use(Lora wanted) {
        lora = wanted;
    }

    @Override
    public boolean decode(Batch batch) {
        if (broken) {
            throw new DecodeException("broken on purpose");
        }
        if (batch.size() > room) {
            return false;
        }
        next.clear();
        batchSizes.add(batch.size());
        used.add(lora.name());
        for (int row = 0; row < batch.size(); row++) {
            List<Integer> sequence = tokens.computeIfAbsent(batch.sequence(row), _ -> new ArrayList<>());
            List<Lora> by = loras.computeIfAbsent(batch.sequence(row), _ -> new ArrayList<>());
            if (sequence.size() != batch.position(row) || sequence.size() >= contextSize) {
                throw new IllegalStateException("position %d of %s".formatted(batch.position(row), sequence));
            }
            if (by.stream().anyMatch(other -> other != lora)) {
                throw new IllegalStateException("the cache mixes adapters");
            }
            sequence.add(batch.token(row));
            by.add(lora);
            if (batch.output(row)) {
                next.put(row, next(lora, sequence));
            }
        }
        return true;
    }

    @Override
    public void logits(int row, float[] into) {
        for (int token = 0; token < into.length; token++) {
            into[token] = token == Objects.requireNonNull(next.get(row)) ? 1 : 0;
        }
    }

    @Override
    public boolean truncate(int sequence, int length) {
        cut(tokens.getOrDefault(sequence, new ArrayList<>()), length);
        cut(loras.getOrDefault(sequence, new ArrayList<>()), length);
        return true;
    }

    private static void cut(List<?> list, int length) {
        if (list.size() > length) {
            list.subList(length, list.size()).clear();
        }
    }

    @Override
    public void release(Lora gone) {
        if (loras.values().stream().anyMatch(by -> by.contains(gone))) {
            throw new IllegalStateException("the cache still holds tokens of the adapter");
        }
        released.add(gone);
    }
}
