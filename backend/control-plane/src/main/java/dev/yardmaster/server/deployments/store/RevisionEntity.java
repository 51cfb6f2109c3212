package dev.yardmaster.server.deployments.store;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** A revision's row; JSON in {@code spec} and {@code resolved}. */
@Entity
@Immutable
@Table(name = "deployment_revision")
class RevisionEntity implements Persistable<RevisionEntity.Key> {
    @EmbeddedId
    Key key = new Key("", 0);

    String spec = "{}";
    String modelCommit = "";
    String runtime = "";
    String why = "";
    String resolved = "{}";

    @Nullable
    String choice;

    Instant createdAt = Instant.EPOCH;

    @Transient
    boolean isNew;

    protected RevisionEntity() {}

    static RevisionEntity make(Key key) {
        RevisionEntity made = new RevisionEntity();
        made.key = key;
        made.isNew = true;
        return made;
    }

    @jakarta.persistence.Embeddable
    record Key(String deployment, int number) implements Serializable {}

    @Override
    public Key getId() {
        return key;
    }

    @Override
    public boolean isNew() {
        return isNew;
    }
}
