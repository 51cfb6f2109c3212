package dev.yardmaster.server.weights.store;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Nodes that give weights to others. */
@Repository
public class PeerStore {
    private final JdbcClient sql;

    PeerStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** @param epoch of the key that its agent has */
    public record Peer(String node, URI address, long epoch) {}

    public void offer(Peer peer, Instant until) {
        sql.sql("""
                        insert into node_peer (node, address, epoch, until) values (?, ?, ?, ?)
                        on conflict (node) do update
                        set address = excluded.address, epoch = excluded.epoch, until = excluded.until""")
                .params(peer.node(), peer.address().toString(), peer.epoch(), until.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Those of these nodes whose offer stands. */
    public List<Peer> among(Collection<String> nodes, Instant now) {
        return sql.sql("select node, address, epoch from node_peer where node = any(?) and until > ? order by node")
                .params(nodes.toArray(String[]::new), now.atOffset(ZoneOffset.UTC))
                .query((row, _) ->
                        new Peer(row.getString("node"), URI.create(row.getString("address")), row.getLong("epoch")))
                .list();
    }
}
