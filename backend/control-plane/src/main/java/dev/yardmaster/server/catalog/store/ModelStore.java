package dev.yardmaster.server.catalog.store;

import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.contract.document.ModelSpec;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Models in the database, as the contract's records. */
@Repository
public class ModelStore {
    private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};
    private static final TypeReference<List<String>> PATTERNS = new TypeReference<>() {};
    private static final TypeReference<List<ModelFile>> FILES = new TypeReference<>() {};

    private final ModelRows rows;
    private final JsonMapper json;
    private final Clock clock;

    ModelStore(ModelRows rows, JsonMapper json, Clock clock) {
        this.rows = rows;
        this.json = json;
        this.clock = clock;
    }

    /** By name. */
    public List<Model> list() {
        return rows.findAllByOrderByName().stream().map(this::model).toList();
    }

    public Optional<Model> find(String name) {
        return rows.findById(name).map(this::model);
    }

    public OptionalLong version(String name) {
        return rows.version(name).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    public void insert(Metadata metadata, ModelSpec spec, Model.Status status) {
        ModelEntity entity = new ModelEntity();
        entity.name = metadata.name();
        entity.project = metadata.project();
        entity.createdAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        rows.saveAndFlush(filled(entity, metadata, spec, status));
    }

    /** The model has to be there. */
    public void update(Metadata metadata, ModelSpec spec, Model.Status status) {
        ModelEntity entity = rows.findById(metadata.name()).orElseThrow();
        rows.saveAndFlush(filled(entity, metadata, spec, status));
    }

    /** Keeps others from deleting it or holding on to it until the transaction ends; false where it is not there. */
    public boolean lock(String name) {
        return rows.lock(name).isPresent();
    }

    /** Keeps others from deleting it until the transaction ends; false where it is not there. */
    public boolean hold(String name) {
        return rows.hold(name).isPresent();
    }

    public void delete(String name) {
        rows.deleteById(name);
        rows.flush();
    }

    private ModelEntity filled(ModelEntity entity, Metadata metadata, ModelSpec spec, Model.Status status) {
        entity.labels = json.writeValueAsString(metadata.labels());
        entity.source = spec.source();
        entity.include = json.writeValueAsString(spec.include());
        entity.exclude = json.writeValueAsString(spec.exclude());
        entity.commitId = status.commit();
        entity.format = status.format().name();
        entity.files = json.writeValueAsString(status.files());
        return entity;
    }

    private Model model(ModelEntity row) {
        List<ModelFile> files = json.readValue(row.files, FILES);
        return new Model(
                Kind.API_VERSION,
                Kind.MODEL.word(),
                new Metadata(
                        row.name,
                        row.project,
                        json.readValue(row.labels, LABELS),
                        Optional.of(row.version),
                        Optional.of(row.createdAt)),
                new ModelSpec(row.source, json.readValue(row.include, PATTERNS), json.readValue(row.exclude, PATTERNS)),
                new Model.Status(
                        row.commitId,
                        ModelFormat.valueOf(row.format),
                        files.stream().mapToLong(ModelFile::size).sum(),
                        files));
    }
}
