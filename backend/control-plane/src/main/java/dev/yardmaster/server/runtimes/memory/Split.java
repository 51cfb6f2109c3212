package dev.yardmaster.server.runtimes.memory;

/**
 * How one engine is spread over devices.
 *
 * @param tensor ranks that each hold a slice of every layer
 * @param pipeline stages that each hold some of the layers
 * @param data copies of the whole, each with its own requests
 * @param expert ranks over which experts are spread, all of {@code tensor * data}; 1 where they are not
 */
public record Split(int tensor, int pipeline, int data, int expert) {
    public static final Split ONE = new Split(1, 1, 1, 1);

    public Split {
        if (tensor < 1 || pipeline < 1 || data < 1 || expert < 1) {
            throw new IllegalArgumentException("every part of a split is at least 1, not " + tensor + ", " + pipeline
                    + ", " + data + ", " + expert);
        }
    }

    public static Split tensor(int ranks) {
        return new Split(ranks, 1, 1, 1);
    }

    public int devices() {
        return Math.multiplyExact(Math.multiplyExact(tensor, pipeline), data);
    }

    /** For people and as part of what corrections go by: {@code TP4 PP2 EP4}. */
    public String words() {
        String words = "TP" + tensor;
        words += pipeline > 1 ? " PP" + pipeline : "";
        words += data > 1 ? " DP" + data : "";
        return words + (expert > 1 ? " EP" + expert : "");
    }
}
