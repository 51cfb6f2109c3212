package dev.yardmaster.server.deployments.scenario;

import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.contract.catalog.Models;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.contract.document.ModelSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** A catalogue that holds what a test puts in it. */
public final class FakeModels implements Models {
    private final Map<String, Model> models = new ConcurrentSkipListMap<>();

    public void put(String name, ModelFormat format, long size, String... paths) {
        putFiles(name, format, size, "ab".repeat(32), paths);
    }

    /** From a source that states no digests. */
    public void putUndigested(String name, ModelFormat format, long size, String... paths) {
        putFiles(name, format, size, "", paths);
    }

    /** Safetensors of which something is known. */
    public void putKnown(String name, long size, ModelFacts facts, String... paths) {
        putFiles(name, ModelFormat.SAFETENSORS, size, "ab".repeat(32), facts, paths);
    }

    private void putFiles(String name, ModelFormat format, long size, String sha256, String... paths) {
        putFiles(name, format, size, sha256, ModelFacts.UNKNOWN, paths);
    }

    private void putFiles(
            String name, ModelFormat format, long size, String sha256, ModelFacts facts, String... paths) {
        List<ModelFile> files =
                Arrays.stream(paths).map(p -> new ModelFile(p, size, sha256)).toList();
        models.put(
                name,
                new Model(
                        Kind.API_VERSION,
                        Kind.MODEL.word(),
                        Metadata.named(name),
                        ModelSpec.from("hub://yard/" + name + "@v1"),
                        new Model.Status(
                                "c0ffee".repeat(6) + "c0de",
                                format,
                                size * paths.length,
                                files,
                                facts,
                                facts,
                                List.of())));
    }

    @Override
    public List<Model> list() {
        return List.copyOf(models.values());
    }

    @Override
    public Optional<Model> find(String name) {
        return Optional.ofNullable(models.get(name));
    }
}
