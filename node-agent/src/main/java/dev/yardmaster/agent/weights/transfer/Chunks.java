package dev.yardmaster.agent.weights.transfer;

/** How one file is cut: every chunk has the same length, but the last, which has the rest. */
public record Chunks(long size, int chunkBytes) {
    public static final int USUAL_BYTES = 4 << 20;

    public Chunks {
        if (size < 0 || chunkBytes < 1) {
            throw new IllegalArgumentException(size + " bytes in chunks of " + chunkBytes);
        }
        if (size / chunkBytes > Integer.MAX_VALUE / 2) {
            throw new IllegalArgumentException(size + " bytes are too many chunks of " + chunkBytes);
        }
    }

    public static Chunks of(long size) {
        return new Chunks(size, USUAL_BYTES);
    }

    public int count() {
        return Math.toIntExact((size + chunkBytes - 1) / chunkBytes);
    }

    public long start(int chunk) {
        return (long) chunk * chunkBytes;
    }

    public long end(int chunk) {
        return Math.min(size, start(chunk) + chunkBytes);
    }

    public int length(int chunk) {
        return Math.toIntExact(end(chunk) - start(chunk));
    }

    public int at(long position) {
        return Math.toIntExact(position / chunkBytes);
    }
}
