package dev.yardmaster.server.weights.store;

import dev.yardmaster.contract.agent.CacheOffer;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Snapshots of compiled kernels that nodes can give. */
@Repository
public class CacheStore {
    private final JdbcClient sql;

    CacheStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** One that a node can give. */
    public record Held(String node, CacheOffer offer) {}

    public List<CacheOffer> of(String node) {
        return sql.sql("select name, key, sha256, bytes from node_kernel_cache where node = ? order by name, key")
                .param(node)
                .query(CacheOffer.class)
                .list();
    }

    public List<Held> of(String name, String key) {
        return sql.sql("select node, sha256, bytes from node_kernel_cache where name = ? and key = ? order by node")
                .params(name, key)
                .query((row, _) -> new Held(
                        row.getString("node"),
                        new CacheOffer(name, key, row.getString("sha256"), row.getLong("bytes"))))
                .list();
    }

    public void put(String node, CacheOffer offer) {
        sql.sql("""
                        insert into node_kernel_cache (node, name, key, sha256, bytes) values (?, ?, ?, ?, ?)
                        on conflict (node, name, key) do update
                        set sha256 = excluded.sha256, bytes = excluded.bytes""")
                .params(node, offer.name(), offer.key(), offer.sha256(), offer.bytes())
                .update();
    }

    public void remove(String node, CacheOffer offer) {
        sql.sql("delete from node_kernel_cache where node = ? and name = ? and key = ?")
                .params(node, offer.name(), offer.key())
                .update();
    }
}
