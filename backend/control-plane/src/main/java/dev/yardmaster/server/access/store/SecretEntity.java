package dev.yardmaster.server.access.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import org.springframework.data.domain.Persistable;

/** A secret's row. */
@Entity
@Table(name = "secret")
class SecretEntity implements Persistable<String> {
    @Id
    String name = "";

    String keys = "[]";
    String sealed = "";

    @Version
    long version;

    Instant createdAt = Instant.EPOCH;
    Instant changedAt = Instant.EPOCH;

    @Transient
    private boolean stored;

    protected SecretEntity() {}

    SecretEntity(String name, Instant createdAt) {
        this.name = name;
        this.createdAt = createdAt;
    }

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
