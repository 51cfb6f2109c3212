package dev.yardmaster.server.catalog.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** A model's row; labels, patterns, files and facts are JSON, as they are only read as a whole. */
@Entity
@Table(name = "model")
class ModelEntity implements Persistable<String> {
    @Id
    String name = "";

    String project = "";
    String labels = "{}";
    String source = "";
    String include = "[]";
    String exclude = "[]";

    @Nullable
    String access;

    @Nullable
    String secret;

    @Nullable
    String stated;

    String commitId = "";
    String format = "";
    String files = "[]";
    String derived = "{}";
    String notes = "[]";

    @Nullable
    Instant factsDue;

    int factsTries;

    @Version
    long version;

    Instant createdAt = Instant.EPOCH;

    @Transient
    private boolean stored;

    protected ModelEntity() {}

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
