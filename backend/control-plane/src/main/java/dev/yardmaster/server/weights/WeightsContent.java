package dev.yardmaster.server.weights;

import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.SourceScheme;
import dev.yardmaster.contract.document.Kind;
import java.util.List;

/**
 * Files of a catalogue entry that nodes hold together.
 *
 * @param kind MODEL or ADAPTER
 * @param name of the entry
 * @param key see {@link WeightsChoice#key}
 */
public record WeightsContent(
        Kind kind,
        String name,
        String key,
        SourceScheme scheme,
        String repository,
        String commit,
        List<ModelFile> files) {
    public WeightsContent {
        files = List.copyOf(files);
    }

    public long bytes() {
        return files.stream().mapToLong(ModelFile::size).sum();
    }
}
