package dev.yardmaster.server.access.store;

import dev.yardmaster.contract.access.ApiKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Keys by id and by name; every method joins the caller's transaction or makes one. */
@Repository
@Transactional
public class KeyStore {
    private final KeyRows rows;

    KeyStore(KeyRows rows) {
        this.rows = rows;
    }

    @Transactional(readOnly = true)
    public List<StoredKey> all() {
        return rows.findAllByOrderByName().stream().map(KeyEntity::toRecord).toList();
    }

    @Transactional(readOnly = true)
    public Optional<StoredKey> find(String id) {
        return rows.findById(id).map(KeyEntity::toRecord);
    }

    @Transactional(readOnly = true)
    public Optional<StoredKey> findByName(String name) {
        return rows.findByName(name).map(KeyEntity::toRecord);
    }

    @Transactional(readOnly = true)
    public boolean hasName(String name) {
        return rows.existsByName(name);
    }

    public void add(ApiKey key, String sha256) {
        rows.saveAndFlush(new KeyEntity(key, sha256));
    }

    /** Whether it was there. */
    public boolean remove(String id) {
        return rows.remove(id) == 1;
    }

    public void touch(Map<String, Instant> lastUse) {
        lastUse.forEach(rows::touch);
    }
}
