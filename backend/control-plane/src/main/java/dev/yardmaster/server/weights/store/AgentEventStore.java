package dev.yardmaster.server.weights.store;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which events of agents are in the history already. */
@Repository
public class AgentEventStore {
    private final JdbcClient sql;

    AgentEventStore(JdbcClient sql) {
        this.sql = sql;
    }

    /** False where it was there. */
    public boolean add(String node, String id, Instant now) {
        return sql.sql("insert into agent_event (node, id, at) values (?, ?, ?) on conflict do nothing")
                        .params(node, id, now.atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }

    public void forget(Instant before) {
        sql.sql("delete from agent_event where at < ?")
                .param(before.atOffset(ZoneOffset.UTC))
                .update();
    }
}
