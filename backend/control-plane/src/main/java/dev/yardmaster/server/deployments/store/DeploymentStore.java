package dev.yardmaster.server.deployments.store;

import dev.yardmaster.contract.deployment.Revision;
import dev.yardmaster.contract.document.DeploymentSpec;
import dev.yardmaster.contract.runtime.RuntimeChoice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Deployments and their revisions, as records. */
@Repository
public class DeploymentStore {
    private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};

    private final DeploymentRows deployments;
    private final RevisionRows revisions;
    private final JsonMapper json;
    /** Of those in use, as they never change and are large; a name that is taken again comes at another time. */
    private final Map<Made, StoredRevision> inUse = new ConcurrentHashMap<>();

    private record Made(RevisionEntity.Key key, Instant at) {}

    DeploymentStore(DeploymentRows deployments, RevisionRows revisions, JsonMapper json) {
        this.deployments = deployments;
        this.revisions = revisions;
        this.json = json;
    }

    public List<StoredDeployment> all() {
        return deployments.findAllByOrderByName().stream().map(this::record).toList();
    }

    public List<String> names() {
        return deployments.names();
    }

    public Optional<StoredDeployment> find(String name) {
        return deployments.findById(name).map(this::record);
    }

    /** Until the end of the transaction nobody else changes it. */
    public Optional<StoredDeployment> lock(String name) {
        return deployments.lock(name).map(this::record);
    }

    /** Makes it, or changes it to this; the version is the store's to count. */
    public void save(StoredDeployment wanted) {
        DeploymentEntity row = deployments.findById(wanted.name()).orElseGet(DeploymentEntity::new);
        row.name = wanted.name();
        row.project = wanted.project();
        row.labels = json.writeValueAsString(wanted.labels());
        row.spec = json.writeValueAsString(wanted.spec());
        row.revision = wanted.revision();
        row.deleting = wanted.deleting();
        row.createdAt = wanted.createdAt();
        deployments.saveAndFlush(row);
    }

    /** Its revisions go too. */
    public void delete(String name) {
        deployments.deleteById(name);
        deployments.flush();
    }

    public void add(StoredRevision wanted) {
        Revision revision = wanted.revision();
        RevisionEntity row = RevisionEntity.make(new RevisionEntity.Key(wanted.deployment(), revision.number()));
        row.spec = json.writeValueAsString(revision.spec());
        row.modelCommit = revision.modelCommit();
        row.runtime = revision.runtime();
        row.why = revision.why();
        row.resolved = json.writeValueAsString(wanted.resolved());
        row.choice = revision.choice().map(json::writeValueAsString).orElse(null);
        row.createdAt = revision.createdAt();
        revisions.saveAndFlush(row);
    }

    public Optional<StoredRevision> revision(String deployment, int number) {
        return revisions.findById(new RevisionEntity.Key(deployment, number)).map(this::record);
    }

    /** Newest first. */
    public List<StoredRevision> revisions(String deployment) {
        return revisions.of(deployment).stream().map(this::record).toList();
    }

    /** Those that are wanted or have instances, by deployment and number. */
    public Map<String, Map<Integer, StoredRevision>> revisionsInUse() {
        List<RevisionEntity> rows = revisions.inUse();
        inUse.keySet().retainAll(rows.stream().map(DeploymentStore::made).collect(Collectors.toSet()));
        return rows.stream()
                .map(row -> inUse.computeIfAbsent(made(row), _ -> record(row)))
                .collect(Collectors.groupingBy(
                        StoredRevision::deployment,
                        Collectors.toMap(r -> r.revision().number(), r -> r)));
    }

    private static Made made(RevisionEntity row) {
        return new Made(row.key, row.createdAt);
    }

    private StoredDeployment record(DeploymentEntity row) {
        return new StoredDeployment(
                row.name,
                row.project,
                json.readValue(row.labels, LABELS),
                json.readValue(row.spec, DeploymentSpec.class),
                row.revision,
                row.deleting,
                row.createdAt,
                row.version);
    }

    private StoredRevision record(RevisionEntity row) {
        return new StoredRevision(
                row.key.deployment(),
                new Revision(
                        row.key.number(),
                        json.readValue(row.spec, DeploymentSpec.class),
                        row.modelCommit,
                        row.runtime,
                        row.why,
                        row.createdAt,
                        Optional.ofNullable(row.choice).map(c -> json.readValue(c, RuntimeChoice.class))),
                json.readValue(row.resolved, Resolved.class));
    }
}
