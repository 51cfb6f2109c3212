package dev.yardmaster.server.access.store;

import dev.yardmaster.contract.access.ApiKey;
import dev.yardmaster.contract.access.KeyScope;
import dev.yardmaster.contract.document.Metadata;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/** A key's row. */
@Entity
@Table(name = "api_key")
class KeyEntity implements Persistable<String> {
    @Id
    private String id = "";

    private String name = "";
    private String project = Metadata.DEFAULT_PROJECT;
    private String sha256 = "";
    private String scopes = "";
    private Instant createdAt = Instant.EPOCH;
    private @Nullable Instant expiresAt;
    private @Nullable Instant lastUsedAt;

    @Version
    private long version;

    @Transient
    private boolean stored;

    protected KeyEntity() {}

    KeyEntity(ApiKey key, String sha256) {
        this.id = key.id();
        this.name = key.name();
        this.project = key.project();
        this.sha256 = sha256;
        this.scopes = key.scopes().stream().map(KeyScope::word).sorted().collect(Collectors.joining(","));
        this.createdAt = key.createdAt();
        this.expiresAt = key.expiresAt().orElse(null);
    }

    StoredKey toRecord() {
        return new StoredKey(
                new ApiKey(
                        id,
                        name,
                        project,
                        parsedScopes(),
                        createdAt,
                        Optional.ofNullable(expiresAt),
                        Optional.ofNullable(lastUsedAt)),
                sha256);
    }

    private Set<KeyScope> parsedScopes() {
        return Arrays.stream(scopes.split(",")).map(KeyScope::parse).collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public String getId() {
        return id;
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
