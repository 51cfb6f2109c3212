package dev.yardmaster.server.access.store;

import dev.yardmaster.contract.access.SecretInfo;
import dev.yardmaster.server.platform.secret.SecretBox;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Secrets in the database, each sealed for its own name; every method joins the caller's transaction or makes one. */
@Repository
@Transactional
public class SecretStore {
    private static final TypeReference<Map<String, String>> VALUES = new TypeReference<>() {};
    private static final TypeReference<TreeSet<String>> KEYS = new TypeReference<>() {};

    private final SecretRows rows;
    private final SecretBox box;
    private final JsonMapper json;
    private final Clock clock;

    SecretStore(SecretRows rows, SecretBox box, JsonMapper json, Clock clock) {
        this.rows = rows;
        this.box = box;
        this.json = json;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public List<SecretInfo> list() {
        return rows.findAllByOrderByName().stream().map(this::info).toList();
    }

    @Transactional(readOnly = true)
    public Optional<Map<String, String>> open(String name) {
        return rows.findById(name).map(row -> json.readValue(box.open(purpose(name), row.sealed), VALUES));
    }

    @Transactional(readOnly = true)
    public boolean has(String name) {
        return rows.existsById(name);
    }

    public SecretInfo put(String name, Map<String, String> values) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        SecretEntity row = rows.findById(name).orElseGet(() -> new SecretEntity(name, now));
        row.keys = json.writeValueAsString(new TreeSet<>(values.keySet()));
        row.sealed = box.seal(purpose(name), json.writeValueAsString(values));
        row.changedAt = now;
        return info(rows.saveAndFlush(row));
    }

    /** Keeps others from holding it until the transaction ends; false where it is not there. */
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

    private static String purpose(String name) {
        return "secret:" + name;
    }

    private SecretInfo info(SecretEntity row) {
        return new SecretInfo(row.name, json.readValue(row.keys, KEYS), row.version, row.createdAt, row.changedAt);
    }
}
