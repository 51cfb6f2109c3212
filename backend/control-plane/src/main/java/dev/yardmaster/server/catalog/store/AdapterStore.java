package dev.yardmaster.server.catalog.store;

import dev.yardmaster.contract.catalog.Adapter;
import dev.yardmaster.contract.catalog.AdapterFacts;
import dev.yardmaster.contract.catalog.ModelFile;
import dev.yardmaster.contract.catalog.ModelFormat;
import dev.yardmaster.contract.document.AdapterSpec;
import dev.yardmaster.contract.document.Kind;
import dev.yardmaster.contract.document.Metadata;
import dev.yardmaster.contract.document.SourceAccess;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Repository;

/** Adapters in the database, as the contract's records. */
@Repository
public class AdapterStore {
    private final AdapterRows rows;
    private final Columns columns;
    private final Clock clock;

    AdapterStore(AdapterRows rows, Columns columns, Clock clock) {
        this.rows = rows;
        this.columns = columns;
        this.clock = clock;
    }

    /** By name. */
    public List<Adapter> list() {
        return rows.findAllByOrderByName().stream().map(this::adapter).toList();
    }

    public Optional<Adapter> find(String name) {
        return rows.findById(name).map(this::adapter);
    }

    public OptionalLong version(String name) {
        return rows.version(name).map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    public void insert(Metadata metadata, AdapterSpec spec, Adapter.Status status, FactsDue due) {
        AdapterEntity entity = new AdapterEntity();
        entity.name = metadata.name();
        entity.project = metadata.project();
        entity.createdAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        rows.saveAndFlush(filled(entity, metadata, spec, status, due));
    }

    /** The adapter has to be there. */
    public void update(Metadata metadata, AdapterSpec spec, Adapter.Status status, FactsDue due) {
        AdapterEntity entity = rows.findById(metadata.name()).orElseThrow();
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

    /** Names of adapters that change the model. */
    public List<String> on(String model) {
        return rows.on(model);
    }

    /** Names of adapters whose source names the secret. */
    public List<String> withSecret(String secret) {
        return rows.withSecret(secret);
    }

    /** Names of adapters whose facts are to be read by now. */
    public List<String> factsDue(int most) {
        return rows.factsDue(clock.instant(), most);
    }

    public FactsDue due(String name) {
        return rows.findById(name)
                .map(r -> new FactsDue(Optional.ofNullable(r.factsDue), r.factsTries))
                .orElse(FactsDue.NO);
    }

    /** Keeps what was found out of this very version; false where it was changed in the meantime. */
    public boolean learn(Adapter of, AdapterFacts facts, List<String> notes, FactsDue due) {
        return rows.learn(
                        of.name(),
                        of.metadata().version().orElseThrow(),
                        columns.write(facts),
                        columns.write(notes),
                        due.at().orElse(null),
                        due.tries())
                == 1;
    }

    private AdapterEntity filled(
            AdapterEntity entity, Metadata metadata, AdapterSpec spec, Adapter.Status status, FactsDue due) {
        entity.labels = columns.write(metadata.labels());
        entity.source = spec.source();
        entity.base = spec.base();
        entity.include = columns.write(spec.include());
        entity.exclude = columns.write(spec.exclude());
        entity.access = columns.write(spec.access());
        entity.secret = spec.access().flatMap(SourceAccess::secret).orElse(null);
        entity.commitId = status.commit();
        entity.format = status.format().name();
        entity.files = columns.write(status.files());
        entity.facts = columns.write(status.facts());
        entity.notes = columns.write(status.notes());
        entity.factsDue = due.at().orElse(null);
        entity.factsTries = due.tries();
        return entity;
    }

    private Adapter adapter(AdapterEntity row) {
        List<ModelFile> files = columns.files(row.files);
        return new Adapter(
                Kind.API_VERSION,
                Kind.ADAPTER.word(),
                columns.metadata(row.name, row.project, row.labels, row.version, row.createdAt),
                new AdapterSpec(
                        row.source,
                        row.base,
                        columns.texts(row.include),
                        columns.texts(row.exclude),
                        columns.access(row.access)),
                new Adapter.Status(
                        row.commitId,
                        ModelFormat.valueOf(row.format),
                        files.stream().mapToLong(ModelFile::size).sum(),
                        files,
                        columns.read(row.facts, AdapterFacts.class).orElseThrow(),
                        columns.texts(row.notes)));
    }
}
