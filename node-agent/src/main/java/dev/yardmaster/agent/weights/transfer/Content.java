package dev.yardmaster.agent.weights.transfer;

import dev.yardmaster.agent.platform.Digests;
import dev.yardmaster.contract.catalog.ModelFile;

/**
 * Bytes that are wanted once, however many models and paths they appear in.
 *
 * @param id plain name: the SHA-256 where it is known, else one made of the model, the path and what pins it
 * @param path of one file that has these bytes, under which a location is asked for
 */
public record Content(String id, String path, long size, String sha256, String pin) {
    private static final int ID_LENGTH = 40;

    public static Content of(String modelKey, ModelFile file) {
        String id = file.sha256().isEmpty()
                ? "x-"
                        + Digests.hex(modelKey, file.path(), Long.toString(file.size()), file.pin())
                                .substring(0, ID_LENGTH)
                : file.sha256();
        return new Content(id, file.path(), file.size(), file.sha256(), file.pin());
    }

    public Chunks chunks() {
        return Chunks.of(size);
    }

    /** What must stay the same for a half-fetched file to be gone on with. */
    String identity() {
        return sha256.isEmpty() ? pin : sha256;
    }

    /** Whether its bytes can be told from any others by a digest. */
    public boolean hasDigest() {
        return !sha256.isEmpty() || Pin.of(pin).isPresent();
    }
}
