package dev.yardmaster.server.deployments.store;

import dev.yardmaster.contract.document.Metadata;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import org.springframework.data.domain.Persistable;

/** A deployment's row; JSON in {@code labels} and {@code spec}. */
@Entity
@Table(name = "deployment")
class DeploymentEntity implements Persistable<String> {
    @Id
    String name = "";

    String project = Metadata.DEFAULT_PROJECT;
    String labels = "{}";
    String spec = "{}";
    int revision;
    boolean deleting;
    Instant createdAt = Instant.EPOCH;

    @Version
    long version;

    @Transient
    private boolean stored;

    protected DeploymentEntity() {}

    @Override
    public String getId() {
        return name;
    }

    @Override
    public boolean isNew() {
        return !stored;
    }

    @PostLoad
    @PostPersist
    void markStored() {
        stored = true;
    }
}
