package dev.yardmaster.engine.decode;

/** The tokens of one decode call: of several sequences, with the rows whose logits are wanted marked. */
public final class Batch {
    private final int[] tokens;
    private final int[] positions;
    private final int[] sequences;
    private final boolean[] outputs;
    private int size;

    public Batch(int capacity) {
        tokens = new int[capacity];
        positions = new int[capacity];
        sequences = new int[capacity];
        outputs = new boolean[capacity];
    }

    public void clear() {
        size = 0;
    }

    /** Adds a token and answers its row. */
    public int add(int token, int position, int sequence, boolean output) {
        tokens[size] = token;
        positions[size] = position;
        sequences[size] = sequence;
        outputs[size] = output;
        return size++;
    }

    public int size() {
        return size;
    }

    public int token(int row) {
        return tokens[row];
    }

    public int position(int row) {
        return positions[row];
    }

    public int sequence(int row) {
        return sequences[row];
    }

    public boolean output(int row) {
        return outputs[row];
    }
}
