package dev.yardmaster.server.catalog.store;

import dev.yardmaster.contract.catalog.Model;
import dev.yardmaster.contract.catalog.ModelFacts;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.contract.document.ModelSpec;
import dev.yardmaster.contract.document.SourceAccess;
import dev.yardmaster.server.catalog.facts.FactsReader;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Repository;

/** Models in the database, as the contract's records. */
@Repository
public class ModelStore {
    private final ModelRows rows;
    private final Columns columns;
    private final Clock clock;

    ModelStore(ModelRows rows, Columns columns, Clock clock) {
        this.rows = rows;
        this.columns = columns;
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

    public void insert(Metadata metadata, ModelSpec spec, Model.Status status, FactsDue due) {
        ModelEntity entity = new ModelEntity();
        entity.name = metadata.name();
        entity.project = metadata.project();
        entity.createdAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        rows.saveAndFlush(filled(entity, metadata, spec, status, due));
    }

    /** The model has to be there. */
    public void update(Metadata metadata, ModelSpec spec, Model.Status status, FactsDue due) {
        ModelEntity entity = rows.findById(metadata.name()).orElseThrow();
        rows.saveAndFlush(filled(entity, metadata, spec, status, due));
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

    /** Names of models whose source names the secret. */
    public List<String> withSecret(String secret) {
        return rows.withSecret(secret);
    }

    /** Names of models whose facts are to be read by now. */
    public List<String> factsDue(int most) {
        return rows.factsDue(clock.instant(), most);
    }

    public FactsDue due(String name) {
        return rows.findById(name)
                .map(r -> new FactsDue(Optional.ofNullable(r.factsDue), r.factsTries))
                .orElse(FactsDue.NO);
    }

    /** Keeps what was found out of this very version; false where it was changed in the meantime. */
    public boolean learn(Model of, ModelFacts derived, List<String> notes, FactsDue due) {
        return rows.learn(
                        of.name(),
                        of.metadata().version().orElseThrow(),
                        columns.write(derived),
                        columns.write(notes),
                        due.at().orElse(null),
                        due.tries())
                == 1;
    }

    private ModelEntity filled(
            ModelEntity entity, Metadata metadata, ModelSpec spec, Model.Status status, FactsDue due) {
        entity.labels = columns.write(metadata.labels());
        entity.source = spec.source();
        entity.include = columns.write(spec.include());
        entity.exclude = columns.write(spec.exclude());
        entity.access = columns.write(spec.access());
        entity.secret = spec.access().flatMap(SourceAccess::secret).orElse(null);
        entity.stated = columns.write(spec.facts());
        entity.commitId = status.commit();
        entity.format = status.format().name();
        entity.files = columns.write(status.files());
        entity.derived = columns.write(status.derived());
        entity.notes = columns.write(status.notes());
        entity.factsDue = due.at().orElse(null);
        entity.factsTries = due.tries();
        return entity;
    }

    private Model model(ModelEntity row) {
        List<ModelFile> files = columns.files(row.files);
        Optional<ModelFacts> stated = columns.read(row.stated, ModelFacts.class);
        ModelFacts derived = columns.read(row.derived, ModelFacts.class).orElse(ModelFacts.UNKNOWN);
        return new Model(
                Kind.API_VERSION,
                Kind.MODEL.word(),
                columns.metadata(row.name, row.project, row.labels, row.version, row.createdAt),
                new ModelSpec(
                        row.source,
                        columns.texts(row.include),
                        columns.texts(row.exclude),
                        columns.access(row.access),
                        stated),
                new Model.Status(
                        row.commitId,
                        ModelFormat.valueOf(row.format),
                        files.stream().mapToLong(ModelFile::size).sum(),
                        files,
                        FactsReader.effective(stated, derived),
                        derived,
                        columns.texts(row.notes)));
    }
}
