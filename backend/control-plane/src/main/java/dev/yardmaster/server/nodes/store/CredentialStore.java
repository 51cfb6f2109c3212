package dev.yardmaster.server.nodes.store;

import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Hashes of node credentials. */
@Repository
public class CredentialStore {
    private final JdbcClient sql;

    CredentialStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** A credential as it is kept. */
    public record StoredCredential(String id, String node, String sha256, boolean used) {}

    public Optional<StoredCredential> find(String id) {
        return sql.sql("select id, node, sha256, used from node_credential where id = ?")
                .param(id)
                .query(StoredCredential.class)
                .optional();
    }

    public void insert(StoredCredential credential, Instant now) {
        sql.sql("insert into node_credential (id, node, sha256, issued_at, used) values (?, ?, ?, ?, ?)")
                .params(credential.id(), credential.node(), credential.sha256(), NodeStore.at(now), credential.used())
                .update();
    }

    /** From now on the only one of its node. */
    public void settle(StoredCredential credential) {
        sql.sql("update node_credential set used = true where id = ?")
                .param(credential.id())
                .update();
        sql.sql("delete from node_credential where node = ? and id <> ?")
                .params(credential.node(), credential.id())
                .update();
    }

    /** Those that were issued but never used. */
    public void dropUnused(String node) {
        sql.sql("delete from node_credential where node = ? and not used")
                .param(node)
                .update();
    }

    public void dropAll(String node) {
        sql.sql("delete from node_credential where node = ?").param(node).update();
    }
}
