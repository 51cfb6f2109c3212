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

/** An adapter's row, as a model's. */
@Entity
@Table(name = "adapter")
class AdapterEntity implements Persistable<String> {
    @Id
    String name = "";

    String project = "";
    String labels = "{}";
    String source = "";
    String base = "";
    String include = "[]";
    String exclude = "[]";

    @Nullable
    String access;

    @Nullable
    String secret;

    String commitId = "";
    String format = "";
    String files = "[]";
    String facts = "{}";
    String notes = "[]";

    @Nullable
    Instant factsDue;

    int factsTries;

    @Version
    long version;

    Instant createdAt = Instant.EPOCH;

    @Transient
    private boolean stored;

    protected AdapterEntity() {}

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
